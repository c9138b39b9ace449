"""Definitions as in a lesson: ``f(x) = x²``."""

from collections.abc import Iterator, Mapping

from nablascope.core.language.friendly.edits import Edit, insertion, replacement
from nablascope.core.language.friendly.tokens import Token
from nablascope.core.language.names import BUILTINS, FUNCTIONS


def definition_edits(line: list[Token], closing: Mapping[int, int]) -> Iterator[Edit]:
    """``def f(x): return`` for ``f(x) =`` where a line starts with it."""
    for place, token in enumerate(line):
        if place == 0 or line[place - 1].kind == "end":
            end = _end_of_head(line, closing, place)
            if end is not None:
                bracket, sign = line[end - 1], line[end]
                yield insertion(token.start, "def ")
                yield replacement(bracket.end, sign.end, _returns(sign, line[end + 1]))


def _end_of_head(line: list[Token], closing: Mapping[int, int], place: int) -> int | None:
    """The ``=`` behind ``f(x, y)``."""
    closed = closing.get(place + 1)
    if closed is None or line[place + 1].text != "(" or not _is_new_name(line[place]):
        return None
    names, commas = line[place + 2 : closed : 2], line[place + 3 : closed : 2]
    listed = all(name.kind == "name" for name in names) and all(comma.text == "," for comma in commas)
    whole = (closed - place) % 2 == 1 and len(names) == len(commas) + 1
    return closed + 1 if listed and whole and line[closed + 1].text == "=" else None


def _is_new_name(token: Token) -> bool:
    return token.kind == "name" and token.text not in FUNCTIONS | BUILTINS


def _returns(sign: Token, after: Token) -> str:
    return ": return " if sign.end == after.start else ": return"
