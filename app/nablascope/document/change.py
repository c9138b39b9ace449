"""`change`: the one stretch in which two texts differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """At the character `start`, `removed` gave way to `inserted`."""

    start: int
    removed: str
    inserted: str


def change(before: str, after: str) -> Change:
    """The shortest stretch that, replaced, makes `after` of `before`."""
    start = _common_prefix(before, after)
    rest = _common_prefix(before[start:][::-1], after[start:][::-1])
    return Change(start, before[start : len(before) - rest], after[start : len(after) - rest])


def _common_prefix(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((index for index, (a, b) in pairs if a != b), shorter)
