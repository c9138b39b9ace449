"""`Narration`: a text with its tones, put together from runs of words."""

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


def gradient(text: str) -> Part:
    """A number of the backward pass."""
    return Part(text, "gradient")


def narration(*words: Word) -> Narration:
    """The words one after the other; neighbours of one tone are one part."""
    runs = [Part(word, "ink") if isinstance(word, str) else word for word in words]
    grouped = groupby((run for run in runs if run.text), key=lambda run: run.tone)
    parts = tuple(Part("".join(run.text for run in group), tone) for tone, group in grouped)
    return Narration("".join(part.text for part in parts), parts)
