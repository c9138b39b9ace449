"""Functions and modules as the language sees them: opaque, without Python attributes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

INTEGER_LIMIT = 1 << 31
"""A larger kernel size or index segfaults parts of torch."""

DATA_LIMIT = 1 << 63
"""Where an integer is data, e.g. in ``torch.tensor``."""


@dataclass(frozen=True, slots=True)
class Function:
    """A callable of the dictionary.

    Attributes:
        name: as a program writes it, e.g. ``torch.sin``.
        call: what runs.
        is_torch: whether its arguments may reach torch, and so are guarded and announced to the watcher.
        limit: integers this large or larger are refused where `is_torch`.
        measured: whether the size of its result is worked out before it runs, where `is_torch`; False
            where `call` sees to that itself.
        shallow: whether it looks at no more than the surface of its first argument, such as a list, and
            what it gives is made of what is in there.
        folds: whether it computes with one row after the other of a tensor, unless it is given a ``dim``.
        takes: which arguments, by place or keyword, are functions that it calls.
    """

    name: str
    call: Callable[..., object]
    is_torch: bool = True
    limit: int = INTEGER_LIMIT
    measured: bool = True
    shallow: bool = False
    folds: bool = False
    takes: frozenset[int | str] = frozenset()

    def __repr__(self) -> str:
        return f"<function {self.name}>"


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the dictionary; its members are looked up here and nowhere else."""

    name: str
    members: Mapping[str, object]

    def __repr__(self) -> str:
        return f"<module {self.name}>"
