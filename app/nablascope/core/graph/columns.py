"""Frozen columns: many small values side by side, at a few bytes a row."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

NOTHING = -1
"""What a column that points somewhere holds where there is nothing to point at."""

LIST = "\n"
"""Between the words of one row in a column of lists of words."""

_WIDTH = {"b": 1, "i": 4, "q": 8}


@dataclass(frozen=True, slots=True)
class Ints:
    """A column of integers.

    Attributes:
        code: bytes a row, as `struct` names them: ``b`` one, ``i`` four, ``q`` eight; all signed.
        data: the rows one after the other, in the machine's byte order.
    """

    code: Literal["b", "i", "q"]
    data: bytes

    @classmethod
    def of(cls, values: Iterable[int], code: Literal["b", "i", "q"] = "i") -> "Ints":
        """The column of `values`.

        Raises:
            OverflowError: if one does not fit.
        """
        return cls(code, array(code, values).tobytes())

    def __len__(self) -> int:
        return len(self.data) // _WIDTH[self.code]

    def __getitem__(self, row: int) -> int:
        return self.view()[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self.view())

    def view(self) -> "memoryview[int]":
        """The integers themselves, for loops over many rows and for slices."""
        return memoryview(self.data).cast(self.code)  # pyright: ignore[reportArgumentType]


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words that repeat, such as names of operations.

    Attributes:
        table: each word once.
        index: for each row its place in `table`, or `NOTHING`.
    """

    table: tuple[str, ...]
    index: Ints

    @classmethod
    def of(cls, words: Iterable[str | None]) -> "Words":
        """The column of `words`; None where a row has none."""
        places: dict[str, int] = {}
        rows = [NOTHING if word is None else places.setdefault(word, len(places)) for word in words]
        return cls(tuple(places), Ints.of(rows))

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, row: int) -> str | None:
        place = self.index[row]
        return None if place == NOTHING else self.table[place]

    def __iter__(self) -> Iterator[str | None]:
        table = (*self.table, None)
        return (table[place] for place in self.index)


NO_INTS = Ints("i", b"")
NO_WORDS = Words((), NO_INTS)
"""Columns without rows."""


def offsets(lengths: Iterable[int]) -> Ints:
    """Where each row's part of a longer column begins, and at the end its length: one more than rows."""
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return Ints.of(starts)
