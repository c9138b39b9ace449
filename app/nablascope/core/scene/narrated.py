"""`Narration`: a text with its tones, put together from runs of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Tone = Literal["ink", "muted", "value", "gradient"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text in one tone."""

    text: str
    tone: Tone


Word = Part | str
"""A run of text; plain text is ink."""

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Narration:
    """What is said of a moment.

    Attributes:
        text: one to three short sentences in plain text.
        parts: the same text in runs, so that a window can colour values and gradients.
    """

    text: str
    parts: tuple[Part, ...]


def value(text: str) -> Part:
    """A number of the forward pass."""
    return Part(text, "value")


def muted(text: str) -> Part:
    """What may be skipped, such as a formula in brackets."""
    return Part(text, "muted")


def narration(words: Iterable[Word]) -> Narration:
    """The words one after the other; neighbours of one tone are one part."""
    runs = [Part(word, "ink") if isinstance(word, str) else word for word in words]
    grouped = groupby((run for run in runs if run.text), key=lambda run: run.tone)
    parts = tuple(_one([*group]) for _, group in grouped)
    return Narration("".join(part.text for part in parts), parts)


def _one(runs: Sequence[Part]) -> Part:
    return Part("".join(run.text for run in runs), runs[0].tone)


def listed(items: Sequence[Words], more: int = 0) -> Words:
    """``a, b and c``, or ``a, b and 14 more``."""
    told = [*items, *([(f"{more} more",)] if more else [])]
    words: list[Word] = []
    for place, item in enumerate(told):
        between = "" if place == 0 else (" and " if place == len(told) - 1 else ", ")
        words += [between, *item]
    return tuple(words)


def joined(items: Sequence[Words], between: str) -> Words:
    """The items with `between` between them."""
    words = [word for item in items for word in (between, *item)]
    return tuple(words[1:])
