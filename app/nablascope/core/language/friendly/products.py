"""The ``*`` that mathematics leaves out, and the signs that Python writes otherwise."""

from collections.abc import Iterator

from nablascope.core.language.friendly.edits import Edit, insertion, replacement
from nablascope.core.language.friendly.tokens import FRACTIONS, SUBSCRIPTS, Token, touch
from nablascope.core.language.names import BUILTINS, FUNCTIONS

SIGNS = {
    **dict.fromkeys("·\u0387⋅∙×∗", "*"),
    **dict.fromkeys("÷∕", "/"),
    **dict.fromkeys("−–", "-"),
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "∞": "inf",
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
}
"""Signs of printed mathematics, and what Python writes."""

_DIGITS = str.maketrans(SUBSCRIPTS, "0123456789")
_VALUES = frozenset({*FRACTIONS, "∞"})
_WORDS = ("name", "keyword", "number")
_CALLED = FUNCTIONS | BUILTINS


def sign_edits(line: list[Token]) -> Iterator[Edit]:
    """Signs in Python's spelling, absolute values as calls, ``x₁`` as Python normalises names: ``x1``."""
    before = None
    for token in line:
        if token.kind == "opening bar":
            yield replacement(token.start, token.end, "abs(")
        elif token.kind == "closing bar":
            yield replacement(token.start, token.end, ")")
        elif token.kind == "subscript" and before and before.kind == "name" and touch(before, token):
            yield replacement(token.start, token.end, token.text.translate(_DIGITS))
        elif token.text in SIGNS and not _is_mixed_number(before, token):
            yield replacement(token.start, token.end, SIGNS[token.text])
        before = token


def product_edits(line: list[Token]) -> Iterator[Edit]:
    """A ``*`` where two values stand side by side and Python has no meaning for that.

    A space where what replaces two signs would grow into one word otherwise: ``x²3`` is no ``x**23``.
    """
    for place in range(1, len(line)):
        left, right = line[place - 1], line[place]
        if _is_product(left, right) and not _is_function_power(line, place):
            yield insertion(left.end, "*")
        elif touch(left, right) and _would_grow(left, right):
            yield insertion(left.end, " ")


def _would_grow(left: Token, right: Token) -> bool:
    ends = left.kind in ("superscript", "subscript") or left.text in _VALUES
    begins = right.kind == "opening bar" or right.text in ("√", *_VALUES)
    return (ends or left.kind in _WORDS) and (begins or right.kind in _WORDS) and (ends or begins)


def _is_product(left: Token, right: Token) -> bool:
    if right.text == "√" or right.kind == "opening bar":
        return _is_value(left) and not (left.kind == "name" and left.text in _CALLED)
    if not touch(left, right):
        return left.text == ")" and right.kind == "name" and right.text in FUNCTIONS
    if right.text in _VALUES:
        return left.text in (")", "]") or left.kind in ("superscript", "closing bar")
    if right.text == "(":
        return left.kind == "superscript"
    return right.kind == "name" and _takes_name(left, right)


def _takes_name(left: Token, right: Token) -> bool:
    if left.kind == "number":
        return left.text[:2].lower() not in ("0x", "0o", "0b") and right.text not in ("e", "E")
    return left.kind in ("superscript", "subscript", "closing bar") or left.text in (")", "]", *_VALUES)


def _is_value(token: Token) -> bool:
    kinds = ("number", "name", "superscript", "subscript", "closing bar")
    return token.kind in kinds or token.text in (")", "]", *_VALUES)


def _is_function_power(line: list[Token], place: int) -> bool:
    """``sin²(x)``: the bracket is the function's."""
    return line[place - 1].kind == "superscript" and place > 1 and line[place - 2].text in FUNCTIONS


def _is_mixed_number(before: Token | None, token: Token) -> bool:
    """``2½`` is no product."""
    return token.text in FRACTIONS and before is not None and before.kind == "number"
