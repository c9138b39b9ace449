"""What a run says, and the equations in it worked out again, for tests to share.

Numbers in a sentence are rounded, so that an equation is true if there are numbers that round to those
printed, of which it holds.
"""

import math
import re
from itertools import pairwise, product

from nablascope.core.scene.narration import narrate
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import count, end_of, moment_at
from nablascope.core.timeline.playback import play_back

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+−")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
FUNCTIONS = {
    "sin": math.sin,
    "cos": math.cos,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "exp": math.exp,
    "ln": lambda x: math.log(x) if x else -math.inf,
    "log1p": lambda x: math.log1p(x) if x != -1 else -math.inf,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "floor": math.floor,
    "trunc": math.trunc,
    "σ": lambda x: 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x)),
    "softplus": lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),
    "Φ": lambda x: math.erfc(-x / math.sqrt(2)) / 2,
    "√": math.sqrt,
}
PERIODIC = ("sin", "cos")

NUMBER = r"(?:\d+(?:\.\d+)?(?:e[+−]\d+)?|∞|NaN|π)"
NAMES = "|".join(sorted(map(re.escape, FUNCTIONS), key=len, reverse=True))
TOKEN = re.compile(rf"({NUMBER}|{NAMES}|\*\*|[+−×·/()|]|[{SUPERSCRIPTS}]+)")
RUN = rf"(?:{TOKEN.pattern[1:-1]})(?: ?(?:{TOKEN.pattern[1:-1]}))*"
AT_THE_END = re.compile(rf"(?<![\w.*])({RUN})$")
AT_THE_START = re.compile(rf"({RUN})(?![\w(])")


def said(trace, grain="node", timeline=None):
    """The sentence of every moment, the empty one first."""
    return [narration.text for _, narration in narrated(trace, grain, timeline)]


def narrated(trace, grain="node", timeline=None):
    """Every moment with what it says."""
    timeline = timeline or build_timeline(trace)
    playback = play_back(trace, timeline)
    moments = [
        moment_at(timeline, grain, end_of(timeline, grain, i)) for i in range(count(timeline, grain) + 1)
    ]
    return [(moment, narrate(playback, moment)) for moment in moments]


def equations(text):
    """The pairs of a sentence with a sign of equality between them that are numbers through and through."""
    chunks = re.split(r" = ", text)
    for before, after in pairwise(chunks):
        left, right = AT_THE_END.search(before), AT_THE_START.match(after)
        if left and right and closed(left[1]) and closed(right[1]):
            yield left[1], right[1]


def closed(text):
    """Whether it is a whole expression, and not what is left of one with names in it."""
    balanced = text.count("(") == text.count(")") and text.count("|") % 2 == 0
    begun = text[0] in "+×·/)*" or text.startswith("− ") or text[0] in SUPERSCRIPTS
    return balanced and not begun and text[-1] not in "+−×·/(*" and TOKEN.findall(text)[-1] not in FUNCTIONS


def untrue(text):
    """The equations of a sentence that no numbers fulfil that round to those printed."""
    return [f"{left} = {right}" for left, right in equations(text) if not holds(left, right)]


def holds(left, right):
    one, other = spread(left), spread(right)
    one, other = ([x for x in values if not math.isnan(x)] for values in (one, other))
    if not (one and other):
        return not one and not other
    slack = 2e-6 * max((abs(x) for x in (*one, *other) if math.isfinite(x)), default=0.0)
    return min(one) - slack <= max(other) and min(other) - slack <= max(one)


def spread(text):
    """What an expression comes to at the ends of what its numbers may have been before rounding."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), text
    rounded = [i for i, token in enumerate(tokens) if unsure(token)][:8]
    if any(token in PERIODIC and unsure(tokens[i + 1]) > 0.5 for i, token in enumerate(tokens[:-1])):
        return [-math.inf, math.inf]
    return [
        Reader(tokens, dict(zip(rounded, signs, strict=True))).whole()
        for signs in product((-1, 0, 1), repeat=len(rounded))
    ]


def unsure(token):
    """Half of a unit in the last place that is printed; whole numbers are exact, and so is 0.0000."""
    found = re.fullmatch(r"\d+\.(\d+)(?:e([+−]\d+))?", token) if token.strip("0.") else None
    return 0.5 * 10.0 ** (int((found[2] or "0").replace("−", "-")) - len(found[1])) if found else 0.0


class Reader:
    """Reads the notation of `core.rules.write`, with each number moved by some halves of its last place."""

    def __init__(self, tokens, moved):
        self.tokens, self.moved, self.place = tokens, moved, 0

    def whole(self):
        value = self.sum()
        assert self.place == len(self.tokens), self.tokens[self.place :]
        return value

    def peek(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *wanted):
        if self.peek() in wanted:
            self.place += 1
            return self.tokens[self.place - 1]
        return ""

    def sum(self):
        value = self.term()
        while sign := self.take("+", "−"):
            other = self.term()
            value = value + other if sign == "+" else value - other
        return value

    def term(self):
        value = self.signed()
        while sign := self.take("×", "·", "/"):
            other = self.signed()
            value = value * other if sign != "/" else divided(value, other)
        return value

    def signed(self):
        return -self.signed() if self.take("−") else self.power()

    def power(self):
        base = self.atom()
        if self.take("**"):
            return raised(base, self.atom())
        if self.peek() and self.peek()[0] in SUPERSCRIPTS:
            text = self.take(self.peek()).translate(DIGITS).replace("−", "-")
            return raised(base, float(text))
        return base

    def atom(self):
        token = self.tokens[self.place]
        self.place += 1
        if token in FUNCTIONS:
            return called(FUNCTIONS[token], self.atom())
        if token in "(|":
            value = self.sum()
            assert self.take(")", "|")
            return abs(value) if token == "|" else value
        return numeral(token) + self.moved.get(self.place - 1, 0) * unsure(token)


def numeral(token):
    special = {"∞": math.inf, "NaN": math.nan, "π": math.pi}
    return special[token] if token in special else float(token.replace("−", "-"))


def divided(a, b):
    if b:
        return a / b
    return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def raised(base, exponent):
    try:
        value = base**exponent
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return math.inf if base > 0 or exponent % 2 == 0 else -math.inf
    return value if isinstance(value, float) else math.nan


def called(function, argument):
    try:
        return function(argument)
    except ValueError:
        return math.nan
    except OverflowError:
        return math.inf
