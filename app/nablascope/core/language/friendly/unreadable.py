"""What a teacher says about notation of mathematics that the language does not take."""

import re
from collections.abc import Callable

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.products import SIGNS
from nablascope.core.language.friendly.tokens import FRACTIONS, SUPERSCRIPTS
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.span import Span

_ROOM = {
    "∫": ("Nablascope differentiates; it does not integrate", "write the function alone, e.g. y = x**2"),
    "∑": ("sums are written out or taken over a tensor", "write sum(x), and give x a list such as [1, 2, 3]"),
    "∏": ("products are taken over a tensor", "write prod(x), and give x a list such as [1, 2, 3]"),
    "∛": ("a cube root is written as a power", "write x**(1/3), for x above 0"),
    "∜": ("a fourth root is written as a power", "write x**(1/4)"),
    "‖": ("a norm is written as a function", "write norm(x)"),
    "∥": ("a norm is written as a function", "write norm(x)"),
    "∇": ("every gradient is shown beside its input", "write the function alone, e.g. y = x**2"),
    "±": ("± stands for two results, and a program has one", "write two lines, one with + and one with -"),
    "∈": ("an input needs no set", "leave it out; give the input its value on the left"),
    "→": ("an arrow is no operation", "write y = x**2, or f(x) = x**2"),
}
"""What is said of a sign, and what to do."""

_DERIVATIVE = re.compile(r"(?:\bd|∂)[ \t]*/[ \t]*(?:d|∂)[ \t]*\w+[ \t]*")
_PRIME = re.compile(r"\b\w+['′’]+[ \t]*\(")
_WITHOUT_BRACKETS = re.compile(r"\b([^\W\d]\w*)[ \t]+([\w.]+)(?P<more>\s*[*/^(\[@])?")
_POWER_WITHOUT_BRACKETS = re.compile(r"\b([^\W\d]\w*)\^(\d+)[ \t]+([\w.]+)(?P<more>\s*[*/^(\[@])?")
_MIXED = re.compile(rf"(?<!\d)(\d+)[ \t]?([{FRACTIONS}])")


def explain_notation(line: str, span: Span) -> Failure | None:
    """The failure to show where Python's parser stopped at `span` of `line` because of such notation."""
    for rule in _RULES:
        failure = rule(line, span)
        if failure is not None:
            return failure
    return None


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.line, start, span.line, end)


def _derivative(line: str, span: Span) -> Failure | None:
    match = _DERIVATIVE.search(line)
    if match is None or match.start() > span.column:
        return None
    place = _part(span, match.start(), match.end())
    return Failure(
        "derivatives need no sign: every gradient is shown beside its input",
        "write the function alone",
        place,
        Fix("Leave it out", place, ""),
    )


def _prime(line: str, span: Span) -> Failure | None:
    match = _PRIME.search(line)
    if match is None or not match.start() <= span.column <= match.end():
        return None
    message = "a derivative is not written with a prime: it is the gradient beside the input"
    name = re.split("['′’]", match.group())[0]
    return Failure(message, f"write {name}(x)", _part(span, match.start(), match.end() - 1))


def _sign(line: str, span: Span) -> Failure | None:
    said = _ROOM.get(line[span.column : span.column + 1])
    return said and Failure(*said, _part(span, span.column, span.column + 1))


def _raised_alone(line: str, span: Span) -> Failure | None:
    character = line[span.column : span.column + 1]
    if not character or character not in SUPERSCRIPTS:
        return None
    place = _part(span, span.column, span.column + 1)
    function = re.search(r"\w+\Z", line[: span.column])
    if function is not None and function[0] in FUNCTIONS:
        return _brackets(f"{function[0]}{character}", place)
    return Failure(f"there is nothing in front of {character} to raise", "write e.g. x² or (x + 1)²", place)


def _mixed_number(line: str, span: Span) -> Failure | None:
    match = next((match for match in _MIXED.finditer(line) if match.start(2) == span.column), None)
    if match is None:
        return None
    number, place = f"{match[1]}{SIGNS[match[2]].removeprefix('0')}", _part(span, match.start(), match.end())
    message = f"{match[1]}{match[2]} could be a sum or a product"
    return Failure(message, f"write {number}", place, Fix(f"Write {number}", place, number))


def _without_brackets(line: str, span: Span) -> Failure | None:
    for match in _WITHOUT_BRACKETS.finditer(line):
        if match[1] in FUNCTIONS and match.start() <= span.column <= match.end():
            place = _part(span, match.start(), match.end(2))
            return _brackets(match[1], place, "" if match["more"] else match[2])
    return None


def _power_without_brackets(line: str, span: Span) -> Failure | None:
    """``sin^2 x``."""
    for match in _POWER_WITHOUT_BRACKETS.finditer(line):
        if match[1] in FUNCTIONS and match.start() <= span.column <= match.end():
            place = _part(span, match.start(), match.end(3))
            mended = f"{match[1]}({match[3]})**{match[2]}"
            fix = None if match["more"] else Fix(f"Write {mended}", place, mended)
            return Failure(f"{match[1]} needs brackets around its argument", f"write {mended}", place, fix)
    return None


def _brackets(function: str, place: Span, argument: str = "") -> Failure:
    """What `function` is of is clear where `argument` stands alone."""
    mended = f"{function}({argument or 'x'})"
    fix = Fix(f"Write {mended}", place, mended) if argument else None
    return Failure(f"{function} needs brackets around its argument", f"write {mended}", place, fix)


def _factorial(line: str, span: Span) -> Failure | None:
    if line[span.column : span.column + 1] != "!" or line[span.column + 1 : span.column + 2] == "=":
        return None
    place = _part(span, span.column, span.column + 1)
    return Failure("x! is not in the expression language", "write exp(lgamma(x + 1))", place)


_RULES: tuple[Callable[[str, Span], Failure | None], ...] = (
    _derivative,
    _prime,
    _sign,
    _raised_alone,
    _mixed_number,
    _factorial,
    _power_without_brackets,
    _without_brackets,
)
