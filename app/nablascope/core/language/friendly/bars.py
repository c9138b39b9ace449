"""Which ``|`` are the bars of an absolute value; Python's own ``a | b`` stays."""

from dataclasses import dataclass, field, replace

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.friendly.bar_groups import read_as_bars
from nablascope.core.language.friendly.tokens import Kind, Token, ends_operand, touch
from nablascope.core.language.names import FUNCTIONS


@dataclass
class _Reader:
    """The bars that are open at the place reached, by the brackets around them.

    Attributes:
        products: where a bar opens behind a value, as in ``2|x|``, if none is open.
    """

    text: str
    line: list[Token]
    levels: list[list[int]] = field(default_factory=lambda: [[]])
    kinds: dict[int, Kind] = field(default_factory=dict[int, Kind])
    products: frozenset[int] = frozenset()

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
        elif place in self.products:
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
        function = self.line[opened - 1] if opened else start
        if function.text in FUNCTIONS and touch(function, start):
            raise LanguageError(self._without_brackets(function, start.end, self.line[place]))

    def _norm(self, start: int, end: int) -> Failure:
        within, span = self.text[start + 2 : end - 2], span_at(self.text, start, end)
        fix = Fix(f"Write norm({within})", span, f"norm({within})")
        return Failure("two bars on each side are a norm", f"write norm({within})", span, fix)

    def _without_brackets(self, function: Token, start: int, closing: Token) -> Failure:
        mended = f"{function.text}(abs({self.text[start : closing.start]}))"
        span = span_at(self.text, function.start, closing.end)
        fix = Fix(f"Write {mended}", span, mended)
        return Failure(f"{function.text} needs brackets around its argument", f"write {mended}", span, fix)

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
    reader = _Reader(text, line, products=read_as_bars(line))
    for place in range(len(line)):
        reader.read(place)
    return [
        replace(token, kind=reader.kinds[place]) if place in reader.kinds else token
        for place, token in enumerate(line)
    ]
