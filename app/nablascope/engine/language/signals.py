"""What a statement says about what runs next."""

from dataclasses import dataclass
from enum import Enum, auto


class Jump(Enum):
    """A loop goes no further with its body."""

    BREAK = auto()
    CONTINUE = auto()


@dataclass(frozen=True, slots=True)
class Returned:
    """A function is done."""

    value: object


Signal = Returned | Jump | None
"""None goes on with the next statement."""
