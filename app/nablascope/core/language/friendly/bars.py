"""Which ``|`` are the bars of an absolute value; Python's own ``a | b`` stays."""

from dataclasses import dataclass, field, replace

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.tokens import Kind, Token, ends_operand, touch


@dataclass
class _Reader:
    """The bars that are open at the place reached, by the brackets around them."""

    text: str
    line: list[Token]
    levels: list[list[int]] = field(default_factory=lambda: [[]])
    kinds: dict[int, Kind] = field(default_factory=dict[int, Kind])

    def read(self, place: int) -> None:
        token = self.line[place]
        if token.text in ("(", "[", "{"):
            self.levels.append([])
        elif token.text in (")", "]", "}") and len(self.levels) > 1:
            self._close_level()
        elif token.kind == "end":
            while self.levels:
                self._close_level()
            self.levels = [[]]
        elif token.text == "|":
            self._read_bar(place)

    def _read_bar(self, place: int) -> None:
        open_ = self.levels[-1]
        if place == 0 or not self._follows_value(place):
            open_.append(place)
            self.kinds[place] = "opening bar"
        elif open_:
            self._close_bar(open_.pop(), place)
        elif _stands_by_number(self.line, place):
            open_.append(place)
            self.kinds[place] = "opening bar"

    def _follows_value(self, place: int) -> bool:
        before = place - 1
        return self.kinds.get(before) != "opening bar" and (
            ends_operand(self.line[before]) or self.kinds.get(before) == "closing bar"
        )

    def _close_bar(self, opened: int, place: int) -> None:
        self.kinds[place] = "closing bar"
        doubled = self.kinds.get(opened + 1) == "opening bar" and self.kinds.get(place - 1) == "closing bar"
        start, inner = self.line[opened], self.line[opened + 1]
        if doubled and touch(start, inner) and touch(self.line[place - 1], self.line[place]):
            raise LanguageError(self._norm(start.start, self.line[place].end))

    def _norm(self, start: int, end: int) -> Failure:
        within, span = self.text[start + 2 : end - 2], span_at(self.text, start, end)
        fix = Fix(f"Write norm({within})", span, f"norm({within})")
        return Failure("two bars on each side are a norm", f"write norm({within})", span, fix)

    def _close_level(self) -> None:
        for place in self.levels.pop():
            bar = self.line[place]
            raise LanguageError(
                Failure(
                    "this | has no second | that belongs to it",
                    "write |x| with a bar on each side, or abs(x)",
                    span_at(self.text, bar.start, bar.end),
                )
            )


def with_bars(text: str, line: list[Token]) -> list[Token]:
    """The tokens with the bars of absolute values told apart.

    Raises:
        LanguageError: if one has no partner, or two stand side by side.
    """
    reader = _Reader(text, line)
    for place in range(len(line)):
        reader.read(place)
    return [
        replace(token, kind=reader.kinds[place]) if place in reader.kinds else token
        for place, token in enumerate(line)
    ]


def _stands_by_number(line: list[Token], place: int) -> bool:
    """Whether this is ``2|x|`` and what follows leaves Python no other reading."""
    number = line[place - 1]
    if number.kind != "number" or not touch(number, line[place]):
        return False
    for after in range(place + 1, min(len(line) - 1, place + _REACH)):
        if line[after].text == "|":
            return line[after + 1].kind == "end" or line[after + 1].text in _NO_OPERAND
        if line[after].kind == "end" or line[after].text in "([{)]}":
            return False
    return False


_NO_OPERAND = (")", "]", "}", ",", "*", "/", "**", "·", "×", "÷", "=", "<", ">", "<=", ">=", "≤", "≥")
_REACH = 64
"""Tokens between the bars of ``2|x|``; without a bound many bars would be looked through again and again."""
