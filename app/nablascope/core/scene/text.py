"""How much room text takes, by counting characters: no font is asked, so every toolkit agrees."""

from unicodedata import combining, east_asian_width

MONO_ADVANCE = 0.6
"""The width of a character of the monospaced face, in ems."""

UI_ADVANCE = 0.6
"""The width to allow a character of the text face, in ems; most words need less."""

ELLIPSIS = "…"


def cells(text: str) -> int:
    """How many columns of a monospaced face `text` fills: a wide character two, a combining one none."""
    return sum(_cells(character) for character in text)


def elided(text: str, limit: int) -> str:
    """`text`, or as much of its start as fits `limit` columns together with an ellipsis."""
    if cells(text) <= limit:
        return text
    used, kept = cells(ELLIPSIS), ""
    for character in text:
        used += _cells(character)
        if used > limit:
            break
        kept += character
    return kept + ELLIPSIS


def _cells(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
