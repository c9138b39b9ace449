"""Positions in Python code, in UTF-8 bytes, turned into spans, in characters."""

import linecache
from dis import Positions

from nablascope.core.language.span import Span


def span_of(at: Positions | None, name: str) -> Span | None:
    """Where in the source called `name` an instruction stands, or None where that is not known."""
    if at is None or at.lineno is None or at.end_lineno is None:
        return None
    if at.col_offset is None or at.end_col_offset is None:
        return None
    start = _column(name, at.lineno, at.col_offset)
    return Span(at.lineno, start, at.end_lineno, _column(name, at.end_lineno, at.end_col_offset))


def _column(name: str, line: int, offset: int) -> int:
    text = linecache.getline(name, line)
    return offset if text.isascii() else len(text.encode()[:offset].decode("utf-8", "ignore"))
