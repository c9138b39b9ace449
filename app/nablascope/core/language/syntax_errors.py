"""What a teacher says about a text that Python's parser refuses, with a fix where one is clear."""

import re

from nablascope.core.language.bracket_slips import BRACKETS
from nablascope.core.language.colon_slips import COLONS
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.friendly.in_strings import explain_in_string
from nablascope.core.language.friendly.unreadable import explain_notation
from nablascope.core.language.indent_slips import INDENTS
from nablascope.core.language.refusal import Refusal, Rule, refusal_of
from nablascope.core.language.word_slips import WORDS

_SIGNS = {
    "—": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
}
"""Signs of typography, and what Python writes."""

_GLUED = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)(?=[^\W\d])")
_OPERAND_END = re.compile(r"[\w)\]]\Z")
_OPERAND_START = re.compile(r"[\w(]")
_KEYWORDS = re.compile(r"\b(?:if|else|and|or|not|in|is|for|while|import|from|as|return|print)\Z")


def explain_syntax(error: SyntaxError, lines: tuple[str, ...]) -> Failure:
    """The failure to show for `error`, raised on a text of these `lines`."""
    refusal = refusal_of(error, lines)
    for rule in (*INDENTS, *WORDS, *COLONS, explain_in_string, _notation, *_RULES):
        failure = rule(refusal)
        if failure is not None:
            return failure
    return Failure(
        f"Python cannot read this: {refusal.message}",
        "look for a missing operator, comma or bracket near here",
        refusal.span,
    )


def _notation(refusal: Refusal) -> Failure | None:
    return explain_notation(refusal.line, refusal.span)


def _sign(refusal: Refusal) -> Failure | None:
    replacement = _SIGNS.get(refusal.character)
    if replacement is None:
        return None
    start = refusal.span.column
    end = max(place for place, character in enumerate(refusal.line) if character in _SIGNS) + 1
    text = "".join(_SIGNS.get(character, character) for character in refusal.line[start:end])
    fix = Fix(f"Write {replacement}", refusal.part(start, end), text)
    message = f"Python does not know the sign {refusal.character}"
    return Failure(message, f"write {replacement}", refusal.part(start, start + 1), fix)


def _odd_space(refusal: Refusal) -> Failure | None:
    if not refusal.character.isspace() or refusal.character in " \t":
        return None
    span = refusal.part(refusal.span.column, refusal.span.column + 1)
    return Failure("this is not a plain space", "retype it", span, Fix("Write a plain space", span, " "))


def _glued_number(refusal: Refusal) -> Failure | None:
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


def _unterminated(refusal: Refusal) -> Failure | None:
    if "unterminated" not in refusal.message:
        return None
    quote = refusal.character
    return Failure("this text has no closing quote", f"end it with {quote}", refusal.span)


def _print_statement(refusal: Refusal) -> Failure | None:
    if "Missing parentheses in call to 'print'" not in refusal.message:
        return None
    argument = refusal.line[refusal.span.column : refusal.span.end_column].removeprefix("print").strip()
    fix = Fix("Write print(...)", refusal.span, f"print({argument})")
    return Failure("print needs brackets", f"write print({argument})", refusal.span, fix)


def _assignment(refusal: Refusal) -> Failure | None:
    if "cannot assign to" not in refusal.message:
        return None
    return Failure("only a name can be assigned to", "write name = expression, e.g. f = x**2", refusal.span)


def _ends_early(refusal: Refusal) -> Failure | None:
    if refusal.line[refusal.span.column :].strip() or not refusal.line.strip():
        return None
    end = len(refusal.line.rstrip())
    message = "something is missing at the end of this line"
    return Failure(message, "finish it, or remove the operator", refusal.part(end - 1, end))


def _missing_times(refusal: Refusal) -> Failure | None:
    before = refusal.line[: refusal.span.column].rstrip()
    side_by_side = _OPERAND_END.search(before) and _OPERAND_START.match(refusal.character)
    if not side_by_side or _KEYWORDS.search(before):
        return None
    gap = refusal.part(len(before), refusal.span.column)
    return Failure(
        "an operator is missing here", "to multiply, write *", refusal.span, Fix("Write *", gap, "*")
    )


_RULES: tuple[Rule, ...] = (
    _sign,
    _odd_space,
    _glued_number,
    *BRACKETS,
    _unterminated,
    _print_statement,
    _assignment,
    _ends_early,
    _missing_times,
)
