"""What is meant by each ``^``: ``x^2``, ``2^{x}``, ``sin^2(x)``."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from nablascope.core.language.friendly.edits import Edit, insertion, replacement
from nablascope.core.language.friendly.powers import INVERSES
from nablascope.core.language.friendly.tokens import Token, partners, tokens, touch

NO_POWER = "^ is not a power in Python"


@dataclass(frozen=True, slots=True)
class Power:
    """One sign, and how to write what it means.

    Attributes:
        sign: where it stands.
        edits: none where nobody can tell what is meant.
        hint: empty where ``**`` alone is meant.
        label: of a fix that makes these edits alone.
    """

    sign: int
    edits: Sequence[Edit]
    hint: str = ""
    message: str = NO_POWER
    label: str = "Write **"


@dataclass(frozen=True, slots=True)
class _Exponent:
    """What stands behind the sign, up to the token at `last`; bare if it needs no brackets."""

    text: str
    last: int
    is_bare: bool = True

    @property
    def brackets(self) -> tuple[str, str]:
        """What replaces ``{`` and ``}``."""
        return ("", "") if self.is_bare else ("(", ")")


def powers(text: str, signs: Iterable[int], functions: Set[str]) -> list[Power]:
    """What each of the `signs` of `text` means."""
    line = tokens(text)
    closing, at = (
        partners(line),
        {token.start: place for place, token in enumerate(line) if token.text == "^"},
    )
    return [
        # Inside of an f-string there are no tokens of its own.
        _power(text, line, closing, at[sign], functions) if sign in at else _in_string(text, sign)
        for sign in signs
    ]


def _in_string(text: str, sign: int) -> Power:
    """Inside of f-strings Python may misplace what it holds."""
    return _plain(sign) if text[sign : sign + 1] == "^" else Power(sign, [])


def _plain(sign: int) -> Power:
    return Power(sign, [replacement(sign, sign + 1, "**")])


def _power(
    text: str, line: list[Token], closing: Mapping[int, int], place: int, functions: Set[str]
) -> Power:
    sign, base, exponent = line[place], line[place - 1], _exponent(text, line, closing, place + 1)
    if exponent is None:
        return _plain(sign.start)
    if base.kind == "name" and base.text in functions:
        return _of_function(text, line, closing, place, exponent)
    return _of_value(line, place, exponent)


def _exponent(text: str, line: list[Token], closing: Mapping[int, int], place: int) -> _Exponent | None:
    """A number, a name, either with a sign, or what stands in ``{}``; None for anything else."""
    if line[place].text == "{" and place in closing:
        inner = text[line[place].end : line[closing[place]].start].strip()
        alone = _exponent(inner, tokens(inner), {}, 0)
        is_alone = alone is not None and alone.text == inner
        return _Exponent(inner if is_alone else f"({inner})", closing[place], is_alone)
    last = place + (line[place].text in ("-", "+", "−"))
    if line[last].kind not in ("number", "name"):
        return None
    return _Exponent(text[line[place].start : line[last].end], last)


def _of_value(line: list[Token], place: int, exponent: _Exponent) -> Power:
    base, sign, last, after = *line[place - 1 : place + 1], line[exponent.last], line[exponent.last + 1]
    power = f"**{exponent.text}"
    if last.kind == "number" and touch(last, after) and _is_factor(after):
        return _two_ways(base, sign, exponent, after)
    if last.text != "}":
        return _plain(sign.start)
    opening, closed = exponent.brackets
    edits = [
        replacement(sign.start, line[place + 1].end, f"**{opening}"),
        replacement(last.start, last.end, closed),
    ]
    hint = f"write {base.text}{power}"
    if base.text == "e":
        hint += f"; for Euler's number exp({exponent.text.strip('()')})"
    return Power(sign.start, edits, hint, label=f"Write {power}")


def _two_ways(base: Token, sign: Token, exponent: _Exponent, after: Token) -> Power:
    """``x^2y`` is read as ``x²y`` is; of ``e^2x`` nobody can tell."""
    rest = after.text if after.kind == "name" else "(...)"
    power, whole = f"{base.text}**{exponent.text}", f"{base.text}^{exponent.text}{rest}"
    hint = f"write {power}*{rest}, or {base.text}**({exponent.text}*{rest})"
    edits = [replacement(sign.start, sign.end, "**"), insertion(after.start, "*")]
    label = f"Write {power}*{rest}"
    return Power(
        sign.start, [] if base.text == "e" else edits, hint, f"{whole} can be read in two ways", label
    )


def _of_function(
    text: str, line: list[Token], closing: Mapping[int, int], place: int, exponent: _Exponent
) -> Power:
    """``sin^2(x)`` is the square of the sine."""
    base, sign, last = line[place - 1], line[place], line[exponent.last]
    if exponent.text.startswith(("-", "−")):
        return _inverse(base, sign, exponent, last)
    opening, power = exponent.last + 1, f"**{exponent.text}"
    closed = closing.get(opening) if line[opening].text == "(" else None
    if closed is not None:
        times = "*" if touch(line[closed], line[closed + 1]) and _is_factor(line[closed + 1]) else ""
        edits = [replacement(sign.start, last.end, ""), insertion(line[closed].end, f"{power}{times}")]
        argument = text[line[opening].end : line[closed].start]
    else:
        argument = _alone(line, opening)
        whole = replacement(sign.start, line[opening].end, f"({argument}){power}")
        edits = [whole] if argument else []
    mended = f"{base.text}({argument or 'x'}){power}"
    return Power(sign.start, edits, f"write {mended}", label=f"Write {mended}")


def _is_factor(token: Token) -> bool:
    return token.kind == "name" or token.text == "("


def _alone(line: list[Token], place: int) -> str:
    """What a function without brackets is of, where nothing could belong to it too."""
    token = line[place]
    if token.kind not in ("name", "number"):
        return ""
    after = line[place + 1]
    return token.text if after.kind == "end" or after.text in ("+", "-", ")", ",", "=") else ""


def _inverse(base: Token, sign: Token, exponent: _Exponent, last: Token) -> Power:
    name = INVERSES.get(base.text) if exponent.text in ("-1", "−1") else None
    message = f"{base.text}^{exponent.text} can be read in two ways"
    if name is None:
        return Power(sign.start, [], f"write e.g. 1/{base.text}(x)", message)
    hint = f"write {name}(x) for the inverse, or 1/{base.text}(x)"
    return Power(sign.start, [replacement(base.start, last.end, name)], hint, message, f"Write {name}")
