"""`Kept`: what is made when it is wanted, and kept for the next time."""

from collections.abc import Callable
from typing import Generic, TypeVar

_MOST_KEPT = 4_000
"""Of each kind; some screens full."""

Index = TypeVar("Index")
Made = TypeVar("Made")


class Kept(Generic[Index, Made]):
    """Things by their index, made when they are wanted; not more than some screens full of them."""

    def __init__(self, make: Callable[[Index], Made], most: int = _MOST_KEPT) -> None:
        self._make, self._most = make, most
        self._made: dict[Index, Made] = {}

    def __getitem__(self, index: Index) -> Made:
        if index not in self._made:
            if len(self._made) >= self._most:
                self._made.clear()
            self._made[index] = self._make(index)
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)
