"""A text cut into tokens, whatever it holds: Python's tokenizer stops at the first sign it does not know."""

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from unicodedata import normalize

Kind = Literal[
    "string",
    "number",
    "name",
    "keyword",
    "superscript",
    "subscript",
    "sign",
    "opening bar",
    "closing bar",
    "end",
]

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
FRACTIONS = "½¼¾"
MIDDLE_DOTS = "·\u0387"
"""Python takes them for letters inside of a name; people mean a product."""

_LETTER = rf"[^\W{SUPERSCRIPTS}{SUBSCRIPTS}{FRACTIONS}{MIDDLE_DOTS}]"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\f]+|\\(?:\r\n|\r|\n)|\#[^\r\n]*)
    |(?P<newline>\r\n|\r|\n)
    |(?P<string>(?:[bB][rR]?|[rR][bBfF]?|[fF][rR]?|[uU])?(?:
        \"\"\"(?:[^\\"]|\\[\s\S]?|"(?!""))*(?:\"\"\")?
        |'''(?:[^\\']|\\[\s\S]?|'(?!''))*(?:''')?
        |"(?:[^\\"\r\n]|\\(?:\r\n|[\s\S])?)*"?
        |'(?:[^\\'\r\n]|\\(?:\r\n|[\s\S])?)*'?))
    |(?P<number>0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*
        |(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)
        (?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?[jJ]?)
    |(?P<name>(?![0-9]){_LETTER}+)
    |(?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<subscript>[{SUBSCRIPTS}]+)
    |(?P<sign>\.\.\.|\*\*=?|//=?|<<=?|>>=?|[-+*/%&|^@<>=!:]=|->|[\s\S])
    """,
    re.VERBOSE,
)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_VALUES = frozenset({"True", "False", "None"})


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text from `start` to `end`; an ``end`` closes a line outside of brackets."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text` without spaces, comments and line ends inside of brackets."""
    found: list[Token] = []
    depth = 0
    for token in _cut(text):
        depth = max(0, depth + (token.text in _OPENING) - (token.text in _CLOSING))
        if token.kind != "end" or depth == 0:
            found.append(token)
    return [*found, Token("end", "", len(text), len(text))]


def _cut(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = _KINDS.get(match.lastgroup or "")
        if kind == "name" and keyword.iskeyword(match.group()) and match.group() not in _VALUES:
            kind = "keyword"
        if kind is not None:
            yield Token(kind, match.group(), match.start(), match.end())


_KINDS: dict[str, Kind] = {
    "newline": "end",
    "string": "string",
    "number": "number",
    "name": "name",
    "superscript": "superscript",
    "subscript": "subscript",
    "sign": "sign",
}


def names(text: str) -> frozenset[str]:
    """The names written in `text`, as Python normalises them."""
    found: set[str] = set()
    for token, after in pairwise(tokens(text)):
        if token.kind == "name":
            lowered = after.text if after.kind == "subscript" and touch(token, after) else ""
            found.add(normalize("NFKC", token.text + lowered))
    return frozenset(found)


def partners(line: list[Token]) -> dict[int, int]:
    """Where the bracket or bar opened at each place is closed, by their places among the tokens."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for place, token in enumerate(line):
        if token.text in _OPENING or token.kind == "opening bar":
            open_.append(place)
        elif open_ and (token.text in _CLOSING or token.kind == "closing bar"):
            found[open_.pop()] = place
    return found


def ends_operand(token: Token) -> bool:
    """Whether a value can end with `token`."""
    return token.kind in _ENDS or token.text in (")", "]", "}", "...", *FRACTIONS, "∞")


def touch(left: Token, right: Token) -> bool:
    """Whether nothing stands between the two."""
    return left.end == right.start


_ENDS: frozenset[Kind] = frozenset({"string", "number", "name", "superscript", "subscript", "closing bar"})
