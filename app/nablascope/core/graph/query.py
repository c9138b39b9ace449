"""What a person looks for in a graph: `parse` reads it from one line."""

import re
from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import Literal, cast

from nablascope.core.graph.marks import MARKS

Quantity = Literal["value", "grad"]
Operator = Literal["<", "<=", "=", "!=", ">=", ">"]
Property = Literal["nan", "inf", "zero", "leaf", "constant", "cut", "hook"]


class QueryError(ValueError):
    """The line is no query; the text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """Stands in the name, the operation, the function or the module; `text` is in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Carries one of `core.graph.marks`."""

    mark: str


@dataclass(frozen=True, slots=True)
class Has:
    """Is of a kind, has a hook, or has a number out of the ordinary."""

    what: Property


@dataclass(frozen=True, slots=True)
class Shaped:
    """Has an output of these sizes; None for any size."""

    sizes: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A number beside another.

    Attributes:
        quantity: which number of a node.
        absolute: whether its sign does not count.
        operator: how it compares.
        number: with what.
        within: so far from `number` still counts as equal.
    """

    quantity: Quantity
    absolute: bool
    operator: Operator
    number: float
    within: float = 0.0


Condition = Word | Marked | Has | Shaped | Compared

EXAMPLE = "|grad| < 1e-6"
"""What a comparison looks like."""

SHAPE_EXAMPLE = "shape:3x4"

_PROPERTIES: dict[str, Property] = {
    "nan": "nan",
    "inf": "inf",
    "infinite": "inf",
    "∞": "inf",
    "zero": "zero",
    "leaf": "leaf",
    "constant": "constant",
    "cut": "cut",
    "hook": "hook",
}
_MARKS = {mark.lower().replace(" ", "-"): mark for mark in MARKS} | {"inplace": "in-place"}
_QUANTITIES: dict[str, Quantity] = {"value": "value", "grad": "grad", "gradient": "grad"}
_SIGNS: dict[str, Operator] = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}
_LINK = "and"
_ROUNDING = 1e-6
_DIGITS = 18

_OPERATOR = r"<=|>=|==|!=|[<>=≤≥≠]"
_COMPARISON = re.compile(
    rf"(?P<open>\|?)\s*(?P<quantity>value|gradient|grad)\s*(?P<close>\|?)\s*"
    rf"(?P<operator>{_OPERATOR})\s*(?P<number>[^\s,|<>=≤≥≠]*)",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"shape:\s*(?P<sizes>[(\[][^)\]]*[)\]]?|\S*)", re.IGNORECASE)
_QUOTED = re.compile(r'"(?P<text>[^"]*)"?')
_PLAIN = re.compile(r"[^\s,\"]+")
_SPACE = re.compile(r"[\s,]*")
_STRAY = re.compile(rf"\w*({_OPERATOR}).*")
_FINE = re.compile(r"[+-]?\d*\.(?P<decimals>\d{4,})")


def parse(text: str) -> tuple[Condition, ...]:
    """The conditions in `text`, all of which a node must meet; none in a blank one.

    Raises:
        QueryError: if a part of it cannot be read.
    """
    conditions: list[Condition] = []
    place = _after_space(text, 0)
    while place < len(text):
        condition, place = _next(text, place)
        conditions += [] if condition is None else [condition]
        place = _after_space(text, place)
    return tuple(conditions)


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _next(text: str, place: int) -> tuple[Condition | None, int]:
    """The condition that begins at `place`, and where it ends."""
    for pattern, read in ((_COMPARISON, _compared), (_SHAPE, _shaped), (_QUOTED, _quoted)):
        found = pattern.match(text, place)
        if found is not None:
            return read(found), found.end()
    found = cast("re.Match[str]", _PLAIN.match(text, place))
    return _word(found[0]), found.end()


def _compared(found: re.Match[str]) -> Compared:
    if bool(found["open"]) != bool(found["close"]):
        raise QueryError(f"Write bars on both sides of {found['quantity']}, as in {EXAMPLE}.")
    typed = found["number"].replace("−", "-").replace("∞", "inf")
    operator = _SIGNS.get(found["operator"], found["operator"])
    number = _number(typed, found)
    return Compared(
        _QUANTITIES[found["quantity"].lower()],
        bool(found["open"]),
        cast("Operator", operator),
        number,
        _within(typed, number),
    )


def _number(typed: str, found: re.Match[str]) -> float:
    if not typed:
        raise QueryError(f"Write a number after {found[0].strip()}, as in {EXAMPLE}.")
    number = _float(typed)
    if isnan(number):
        told = "Write nan by itself to find NaN" if typed.lower() == "nan" else f"“{typed}” is not a number"
        raise QueryError(f"{told}. Compare with a number, as in {EXAMPLE}.")
    return number


def _float(typed: str) -> float:
    try:
        return float(typed)
    except ValueError:
        return nan


def _within(typed: str, number: float) -> float:
    """Cards show four decimals: whoever copies them means what reads so."""
    fine = _FINE.fullmatch(typed)
    if fine:
        return 0.5 * 10.0 ** -len(fine["decimals"])
    return abs(number) * _ROUNDING if isfinite(number) else 0.0


def _shaped(found: re.Match[str]) -> Shaped:
    written = re.sub(r"[\s()\[\]]", "", found["sizes"]).lower().rstrip(",")
    if written == "scalar" or (not written and found["sizes"]):
        return Shaped(())
    sizes = re.split(r"[x×,]", written)
    if not all(map(_is_size, sizes)):
        raise QueryError(f"Write sizes after shape:, as in {SHAPE_EXAMPLE}, with * for any size.")
    return Shaped(tuple(None if size == "*" else int(size) for size in sizes))


def _is_size(text: str) -> bool:
    return text == "*" or (text.isascii() and text.isdigit() and len(text) <= _DIGITS)


def _quoted(found: re.Match[str]) -> Word | None:
    return Word(found["text"].lower()) if found["text"] else None


def _word(typed: str) -> Condition | None:
    if _STRAY.fullmatch(typed):
        raise QueryError(f"Only value and grad can be compared, as in {EXAMPLE}.")
    word = typed.lower()
    if word in _PROPERTIES:
        return Has(_PROPERTIES[word])
    if word in _MARKS:
        return Marked(_MARKS[word])
    return None if word == _LINK else Word(word)
