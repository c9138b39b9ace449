"""Raised digits: ``x²`` and ``sin²(x)``."""

from collections.abc import Iterator, Mapping

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.edits import Edit, insertion, replacement
from nablascope.core.language.friendly.tokens import SUPERSCRIPTS, Token, ends_operand, touch
from nablascope.core.language.names import FUNCTIONS

_RAISED = str.maketrans(SUPERSCRIPTS, "0123456789+-")
INVERSES = {
    **{name: f"arc{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "exp": "ln",
}
"""What ``sin⁻¹`` is called."""


def power_edits(text: str, line: list[Token], closing: Mapping[int, int]) -> Iterator[Edit]:
    """``**`` and the plain digits for raised ones.

    Raises:
        LanguageError: if it could be read in two ways.
    """
    for place in range(1, len(line)):
        token, base = line[place], line[place - 1]
        if token.kind != "superscript" or not touch(base, token) or not ends_operand(base):
            continue
        if line[place + 1].text in ("**", "^"):
            raise LanguageError(_tower(text, token, line[place + 1]))
        power = f"**{token.text.translate(_RAISED)}"
        if base.text not in FUNCTIONS:
            yield replacement(token.start, token.end, power)
        elif line[place + 1].text == "(" and place + 1 in closing:
            _check_inverse(text, base, token)
            yield replacement(token.start, token.end, "")
            yield insertion(line[closing[place + 1]].end, power, -1)


def _tower(text: str, power: Token, sign: Token) -> Failure:
    return Failure(
        f"{power.text}{sign.text} can be read in two ways",
        "write brackets, e.g. (x²)**3",
        span_at(text, power.start, sign.end),
    )


def _check_inverse(text: str, function: Token, power: Token) -> None:
    """``sin⁻¹`` is the inverse function, not one over the sine."""
    if "⁻" not in power.text:
        return
    name, span = INVERSES.get(function.text), span_at(text, function.start, power.end)
    message = f"{function.text}{power.text} can be read in two ways"
    if name is None or power.text != "⁻¹":
        raise LanguageError(Failure(message, f"write e.g. 1/{function.text}(x)", span))
    hint = f"write {name}(x) for the inverse, or 1/{function.text}(x)"
    raise LanguageError(Failure(message, hint, span, Fix(f"Write {name}", span, name)))
