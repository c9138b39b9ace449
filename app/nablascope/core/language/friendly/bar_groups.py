"""Where a ``|`` behind a value opens an absolute value, as in ``2|x|``, because Python cannot read it."""

from collections.abc import Iterator

from nablascope.core.language.friendly.tokens import Token, ends_operand, touch


def read_as_bars(line: list[Token]) -> frozenset[int]:
    """The places of the bars that open behind a value, where none is open before them."""
    found: set[int] = set()
    for group in _groups(line):
        if any(not _is_or(line, place) for place in group):
            found.update(_openings(line, group))
    return frozenset(found)


def _openings(line: list[Token], group: list[int]) -> Iterator[int]:
    """Each needs a partner behind it, so an even number of bars follows from there on."""
    for index, place in enumerate(group):
        pairs = (len(group) - index) % 2 == 0
        if pairs and place and touch(line[place - 1], line[place]) and touch(line[place], line[place + 1]):
            yield place


def _groups(line: list[Token]) -> Iterator[list[int]]:
    """The bars of each expression, those in brackets inside of it apart."""
    levels: list[list[int]] = [[]]
    for place, token in enumerate(line):
        if token.text in ("(", "[", "{"):
            levels.append([])
        elif token.text in (")", "]", "}") and len(levels) > 1:
            yield levels.pop()
        elif token.kind == "end":
            yield from levels
            levels = [[]]
        elif token.text == "|":
            levels[-1].append(place)
        elif token.kind == "keyword" or token.text in _SEPARATORS:
            yield levels[-1]
            levels[-1] = []


def _is_or(line: list[Token], place: int) -> bool:
    """Whether values could stand on both sides of a bar."""
    after = line[place + 1]
    ends = (
        after.kind == "end"
        or after.text in _NO_OPERAND
        or (after.kind == "keyword" and after.text in _BETWEEN)
    )
    return place > 0 and ends_operand(line[place - 1]) and not ends


_SEPARATORS = frozenset((",", ";", ":", "=", ":=", "==", "!=", "<", ">", "<=", ">=", "≤", "≥", "≠"))
_NO_OPERAND = _SEPARATORS | frozenset((")", "]", "}", "|", ".", "*", "/", "//", "%", "@", "**", "^", *"·×÷"))
_BETWEEN = frozenset({"if", "else", "and", "or", "in", "is", "for"})
