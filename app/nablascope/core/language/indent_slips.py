"""Lines that are indented too much, too little, or with tabs and spaces."""

import re
from collections.abc import Iterator

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.refusal import Refusal, Rule
from nablascope.core.language.span import Span

_STEP = "    "
_HEAD = re.compile(r"on line (\d+)")


def _missing_block(refusal: Refusal) -> Failure | None:
    if "expected an indented block" not in refusal.message:
        return None
    match = _HEAD.search(refusal.message)
    head = int(match[1]) if match else refusal.span.line
    message, hint = f"what belongs to line {head} is indented below it", "write 4 spaces in front of it"
    if head >= refusal.span.line or not refusal.line.strip():
        return Failure(message, "write a line below it, with 4 spaces in front", refusal.span)
    return Failure(message, hint, refusal.span, _indented(refusal, head))


def _indented(refusal: Refusal, head: int) -> Fix:
    """Moves what belongs to the line `head` to the right."""
    first = refusal.span.line
    step = _indent(refusal.lines[head - 1]) + _STEP
    count = _belonging(
        refusal.lines[first - 1 :], is_function=refusal.lines[head - 1].lstrip().startswith("def")
    )
    lines = refusal.lines[first - 1 : first - 1 + count]
    width = len(_indent(lines[0]))
    text = "\n".join(step + line[width:] if line.strip() else line for line in lines)
    last = len(lines[-1])
    if count == 1:
        return Fix("Indent it", Span(first, 0, first, width), step)
    return Fix("Indent them", Span(first, 0, first + count - 1, last), text)


def _belonging(lines: tuple[str, ...], *, is_function: bool) -> int:
    """How many lines: the first statement, or of a function all up to its ``return``."""
    statements = list(_statements(lines))
    for start, end in statements if is_function else ():
        if lines[start].lstrip().startswith("return"):
            return end
    return statements[0][1]


def _statements(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where each statement begins and ends; what is indented below it belongs to it."""
    width, start = len(_indent(lines[0])), 0
    for number, line in enumerate((*lines, "-")):
        if number and line.strip() and (len(_indent(line)) <= width or number == len(lines)):
            yield start, number
            start = number


def _too_much(refusal: Refusal) -> Failure | None:
    if "unexpected indent" not in refusal.message:
        return None
    span, above = refusal.part(0, len(_indent(refusal.line))), next(_above(refusal), "")
    if not above:
        return Failure("this line starts with spaces", "remove them", span, Fix("Remove them", span, ""))
    message = "this line starts farther to the right than the one above"
    return Failure(message, "let it start where that does", span, Fix("Indent as above", span, above))


def _too_little(refusal: Refusal) -> Failure | None:
    if "unindent does not match" not in refusal.message:
        return None
    width = len(_indent(refusal.line))
    nearest = min(_above(refusal), key=lambda indent: (abs(len(indent) - width), -len(indent)), default="")
    span = refusal.part(0, width)
    message = "this line starts where no line above it starts"
    return Failure(message, "let it start where one above does", span, Fix("Indent as above", span, nearest))


def _mixed(refusal: Refusal) -> Failure | None:
    if "inconsistent use of tabs" not in refusal.message:
        return None
    span = refusal.part(0, len(_indent(refusal.line)))
    fix = Fix("Indent as above", span, next(_above(refusal), ""))
    return Failure("tabs and spaces are mixed here", "indent with spaces alone", span, fix)


def _above(refusal: Refusal) -> Iterator[str]:
    """How the lines above begin, the nearest first."""
    for line in reversed(refusal.lines[: refusal.span.line - 1]):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _indent(line)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


INDENTS: tuple[Rule, ...] = (_missing_block, _too_much, _too_little, _mixed)
"""What is said of them."""
