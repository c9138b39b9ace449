"""How much room text takes, by counting characters: no font is asked, so every toolkit agrees."""

from itertools import accumulate
from unicodedata import combining, east_asian_width

MONO_ADVANCE = 0.6
"""The width of a character of the monospaced face, in ems."""

UI_ADVANCE = 0.6
"""The width to allow a character of the text face, in ems; most words need less."""

ELLIPSIS = "…"


def cells(text: str) -> int:
    """How many columns of a monospaced face `text` fills: a wide character two, a combining one none."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def elided(text: str, limit: int) -> str:
    """`text`, or as much of its start as fits `limit` columns together with an ellipsis."""
    if cells(text) <= limit:
        return text
    ends = accumulate(map(_cells, text))
    kept = (character for character, end in zip(text, ends, strict=True) if end <= limit - cells(ELLIPSIS))
    return "".join(kept) + ELLIPSIS


def _cells(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
