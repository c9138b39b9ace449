"""Roots: ``√x``, ``√(x + 1)``, ``√|x|``."""

from collections.abc import Iterator, Mapping

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.edits import Edit, insertion, replacement
from nablascope.core.language.friendly.pi import pi_factors
from nablascope.core.language.friendly.tokens import FRACTIONS, Token, touch

ROOT = "√"


def root_edits(text: str, line: list[Token], closing: Mapping[int, int]) -> Iterator[Edit]:
    """``sqrt(...)`` around what a root is of.

    Raises:
        LanguageError: if the root stands alone, or could reach farther than it is read.
    """
    place = 0
    while place < len(line):
        if line[place].text != ROOT:
            place += 1
            continue
        first = place
        while line[place].text == ROOT:
            place += 1
        yield from _roots(text, line, closing, first, place)


def _roots(
    text: str, line: list[Token], closing: Mapping[int, int], first: int, inside: int
) -> Iterator[Edit]:
    """The edits of the roots from `first` on, all of what stands at `inside`."""
    last = _end(line, closing, inside)
    if last is None:
        raise LanguageError(_alone(text, line[inside - 1]))
    bracketed = line[inside].text == "("
    if not bracketed:
        _check_reach(text, line, inside, last)
    for place in range(first, inside):
        token, plain = line[place], bracketed and place == inside - 1
        yield replacement(token.start, token.end, "sqrt" if plain else "sqrt(")
    if opened := inside - first - bracketed:
        yield insertion(line[last].end, ")" * opened, -2)


def _end(line: list[Token], closing: Mapping[int, int], place: int) -> int | None:
    """The last token of the value that begins at `place`, with its calls and attributes."""
    token = line[place]
    if token.text == "(" or token.kind == "opening bar":
        return closing.get(place)
    if token.kind == "number" or token.text in (*FRACTIONS, "∞"):
        return place
    return _end_of_name(line, closing, place) if token.kind == "name" else None


def _end_of_name(line: list[Token], closing: Mapping[int, int], place: int) -> int | None:
    while touch(line[place], line[place + 1]):
        after = line[place + 1]
        if after.text in ("(", "["):
            closed = closing.get(place + 1)
            if closed is None:
                return None
            place = closed
        elif after.text == "." and line[place + 2].kind == "name":
            place += 2
        elif after.kind == "subscript":
            place += 1
        else:
            break
    return place


def _alone(text: str, root: Token) -> Failure:
    span = span_at(text, root.start, root.end)
    return Failure("there is nothing under this root", "write √x or √(x + 1)", span)


def _check_reach(text: str, line: list[Token], inside: int, last: int) -> None:
    """Whether ``√2x`` ends with the 2 or with the x, nobody can say."""
    start, end, after = line[inside].start, line[last].end, line[last + 1]
    first = pi_factors(line[inside].text)[0]
    if line[inside].kind == "name" and first != line[inside].text:
        raise LanguageError(_two_ways(text, start, start + len(first), end, fixed=inside == last))
    farther = after.kind in ("superscript", "name", "number") or after.text == "("
    if after.text in ("**", "^"):
        raise LanguageError(_two_ways(text, start, end, after.end))
    if touch(line[last], after) and farther:
        raise LanguageError(_two_ways(text, start, end, after.end, fixed=after.text != "("))


def _two_ways(text: str, start: int, end: int, farther: int, *, fixed: bool = False) -> Failure:
    under, reach = text[start:end], text[start:farther]
    label = f"√({reach})"
    span = span_at(text, start, farther)
    return Failure(
        f"√{reach} can be read in two ways",
        f"write brackets: {label} or √({under}), and then the rest" if fixed else f"write √({under})",
        span,
        Fix(f"Write {label}", span, f"({reach})") if fixed else None,
    )
