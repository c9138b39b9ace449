"""What a teacher says about a text that Python's parser refuses, with a fix where one is clear."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.unreadable import explain_notation
from nablascope.core.language.span import Span

_SIGNS = {
    "—": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
}
"""Signs of typography, and what Python writes."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_GLUED = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)(?=[^\W\d])")
_OPERAND_END = re.compile(r"[\w)\]]\Z")
_OPERAND_START = re.compile(r"[\w(]")
_KEYWORDS = re.compile(r"\b(?:if|else|and|or|not|in|is|for|while|import|from|as|return|print)\Z")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """The parser's message, the line it points at, and the stretch on it."""

    message: str
    line: str
    lines: tuple[str, ...]
    span: Span

    def part(self, start: int, end: int) -> Span:
        return Span(self.span.line, start, self.span.line, end)

    @property
    def character(self) -> str:
        return self.line[self.span.column : self.span.column + 1]


def explain_syntax(error: SyntaxError, lines: tuple[str, ...]) -> Failure:
    """The failure to show for `error`, raised on a text of these `lines`."""
    refusal = _refusal(error, lines)
    if (notation := explain_notation(refusal.line, refusal.span)) is not None:
        return notation
    for rule in _RULES:
        failure = rule(refusal)
        if failure is not None:
            return failure
    return Failure(
        f"Python cannot read this: {refusal.message}",
        "look for a missing operator, comma or bracket near here",
        refusal.span,
    )


def _refusal(error: SyntaxError, lines: tuple[str, ...]) -> _Refusal:
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    column = min(max((error.offset or 1) - 1, 0), len(line))
    same_line = error.end_lineno == number and (error.end_offset or 0) - 1 > column
    end = min((error.end_offset or 0) - 1, len(line)) if same_line else min(column + 1, len(line))
    return _Refusal(error.msg, line, lines, Span(number, column, number, max(end, column)))


def _sign(refusal: _Refusal) -> Failure | None:
    replacement = _SIGNS.get(refusal.character)
    if replacement is None:
        return None
    span = refusal.part(refusal.span.column, refusal.span.column + 1)
    fix = Fix(f"Write {replacement}", span, replacement)
    return Failure(f"Python does not know the sign {refusal.character}", f"write {replacement}", span, fix)


def _odd_space(refusal: _Refusal) -> Failure | None:
    if not refusal.character.isspace() or refusal.character in " \t":
        return None
    span = refusal.part(refusal.span.column, refusal.span.column + 1)
    return Failure("this is not a plain space", "retype it", span, Fix("Write a plain space", span, " "))


def _glued_number(refusal: _Refusal) -> Failure | None:
    if "invalid decimal literal" not in refusal.message:
        return None
    match = _GLUED.search(refusal.line, max(0, refusal.line.rfind(" ", 0, refusal.span.column)))
    if match is None:
        return Failure("this is not a number Python knows", "write e.g. 2.5 or 1e-3", refusal.span)
    gap = refusal.part(match.end(), match.end())
    return Failure(
        "a * is missing between a number and what follows",
        f"write {match.group()}*{refusal.line[match.end() :].split()[0]}",
        refusal.part(match.start(), match.end() + 1),
        Fix("Write *", gap, "*"),
    )


def _unclosed(refusal: _Refusal) -> Failure | None:
    if "was never closed" not in refusal.message:
        return None
    closing = _CLOSING.get(refusal.character, ")")
    end = len(refusal.line.rstrip())
    fix = Fix(f"Write {closing}", refusal.part(end, end), closing)
    message = f"this {refusal.character} is never closed"
    return Failure(message, f"write the {closing} that belongs to it", refusal.span, fix)


def _unmatched(refusal: _Refusal) -> Failure | None:
    if "unmatched" not in refusal.message:
        return None
    message = f"this {refusal.character} closes nothing"
    return Failure(message, "remove it", refusal.span, Fix("Remove it", refusal.span, ""))


def _mismatched(refusal: _Refusal) -> Failure | None:
    match = re.search(r"parenthesis '(.)' does not match opening parenthesis '(.)'", refusal.message)
    if match is None:
        return None
    closing = _CLOSING[match[2]]
    return Failure(
        f"this {match[1]} cannot close {match[2]}",
        f"write {closing}",
        refusal.span,
        Fix(f"Write {closing}", refusal.span, closing),
    )


def _unterminated(refusal: _Refusal) -> Failure | None:
    if "unterminated" not in refusal.message:
        return None
    quote = refusal.character
    return Failure("this text has no closing quote", f"end it with {quote}", refusal.span)


def _indent(refusal: _Refusal) -> Failure | None:
    if "unexpected indent" not in refusal.message:
        return None
    width = len(refusal.line) - len(refusal.line.lstrip())
    span = refusal.part(0, width)
    return Failure("this line starts with spaces", "remove them", span, Fix("Remove them", span, ""))


def _colon(refusal: _Refusal) -> Failure | None:
    if refusal.message != "expected ':'":
        return None
    return Failure("a : is missing here", "write a : at the end of the line", refusal.span)


def _print_statement(refusal: _Refusal) -> Failure | None:
    if "Missing parentheses in call to 'print'" not in refusal.message:
        return None
    argument = refusal.line[refusal.span.column : refusal.span.end_column].removeprefix("print").strip()
    fix = Fix("Write print(...)", refusal.span, f"print({argument})")
    return Failure("print needs brackets", f"write print({argument})", refusal.span, fix)


def _assignment(refusal: _Refusal) -> Failure | None:
    if "cannot assign to" not in refusal.message:
        return None
    return Failure("only a name can be assigned to", "write name = expression, e.g. f = x**2", refusal.span)


def _ends_early(refusal: _Refusal) -> Failure | None:
    if refusal.line[refusal.span.column :].strip() or not refusal.line.strip():
        return None
    end = len(refusal.line.rstrip())
    message = "something is missing at the end of this line"
    return Failure(message, "finish it, or remove the operator", refusal.part(end - 1, end))


def _missing_times(refusal: _Refusal) -> Failure | None:
    before = refusal.line[: refusal.span.column].rstrip()
    side_by_side = _OPERAND_END.search(before) and _OPERAND_START.match(refusal.character)
    if not side_by_side or _KEYWORDS.search(before):
        return None
    gap = refusal.part(len(before), refusal.span.column)
    return Failure(
        "an operator is missing here", "to multiply, write *", refusal.span, Fix("Write *", gap, "*")
    )


_RULES: tuple[Callable[[_Refusal], Failure | None], ...] = (
    _sign,
    _odd_space,
    _glued_number,
    _unclosed,
    _unmatched,
    _mismatched,
    _unterminated,
    _indent,
    _colon,
    _print_statement,
    _assignment,
    _ends_early,
    _missing_times,
)
