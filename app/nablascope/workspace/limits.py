"""`Limits`: how long a run may take and how much memory it may use, as a person chose."""

from dataclasses import dataclass

SECONDS: tuple[float | None, ...] = (5.0, 10.0, 30.0, 60.0, 300.0, None)
"""The deadlines to choose from; None lets a run take as long as it takes."""

SHARES = (0.25, 0.5, 0.75)
"""The shares of the machine's memory to choose from."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use.

    Attributes:
        seconds: the deadline of a run, or None; the import of torch does not count.
        share: of the machine's memory.
    """

    seconds: float | None = 10.0
    share: float = 0.5
