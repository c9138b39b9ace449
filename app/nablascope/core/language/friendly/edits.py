"""Edits of a text, and where each place of the edited text stands in the text before."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Writes `text` in the place of the characters from `start` to `end`.

    Attributes:
        rank: which of several insertions at one place comes first.
    """

    start: int
    end: int
    rank: int
    text: str


def insertion(place: int, text: str, rank: int = 0) -> Edit:
    """An edit that takes nothing away."""
    return Edit(place, place, rank, text)


def replacement(start: int, end: int, text: str) -> Edit:
    """An edit of the characters from `start` to `end`."""
    return Edit(start, end, 0, text)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one edit wrote: from `start` to `end` of the new text, for `old_start` to `old_end`."""

    start: int
    end: int
    old_start: int
    old_end: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after edits.

    Attributes:
        before: the text they were made on.
        text: the text now.
    """

    before: str
    text: str
    _stretches: Sequence[_Stretch]
    _starts: Sequence[int]

    def begins(self, place: int) -> int:
        """Where what begins at `place` of the text now begins in the text before."""
        stretch = self._last(place)
        if stretch is None:
            return place
        return stretch.old_start if place < stretch.end else stretch.old_end + place - stretch.end

    def ends(self, place: int) -> int:
        """Where what ends at `place` of the text now ends in the text before."""
        stretch = self._last(place - 1)
        if stretch is None:
            return place
        return stretch.old_end + max(0, place - stretch.end)

    def _last(self, place: int) -> _Stretch | None:
        index = bisect_right(self._starts, place)
        return self._stretches[index - 1] if index else None


def edited(text: str, edits: Iterable[Edit]) -> Edited:
    """`text` after `edits`, no two of which overlap."""
    pieces: list[str] = []
    stretches: list[_Stretch] = []
    length = done = 0
    for edit in sorted(edits):
        pieces += (text[done : edit.start], edit.text)
        start = length + edit.start - done
        length, done = start + len(edit.text), edit.end
        stretches.append(_Stretch(start, length, edit.start, edit.end))
    pieces.append(text[done:])
    return Edited(text, "".join(pieces), stretches, [stretch.start for stretch in stretches])
