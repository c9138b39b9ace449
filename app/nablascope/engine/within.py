"""`Within`: the call of a function, or the round of a loop, in which a program is."""

from collections import Counter
from dataclasses import dataclass, field

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.scope import MOST_SEGMENTS, ScopeKind, Segment, written


@dataclass(slots=True, eq=False)
class Within:
    """The whole program where `text` is empty.

    Attributes:
        text: the scope as the column of scopes holds it.
        depth: how many segments that has.
        begun: how many calls and loops of each name have begun directly inside.
    """

    text: str = ""
    depth: int = 0
    begun: Counter[tuple[ScopeKind, str]] = field(default_factory=Counter[tuple[ScopeKind, str]])

    def call(self, name: str) -> "Within":
        """The next call, directly inside, of a function."""
        return self._inside(Segment("function", name, self._count("function", name)))

    def loop(self, name: str) -> str:
        """The name of a loop that begins directly inside: a second one of the same name gets a number."""
        number = self._count("loop", name)
        return f"{name} ({number + 1})" if number else name

    def round(self, name: str, number: int) -> "Within":
        """A round of the loop that `loop` gave the name."""
        return self._inside(Segment("loop", name, number))

    def _count(self, kind: ScopeKind, name: str) -> int:
        number = self.begun[kind, name]
        self.begun[kind, name] = number + 1
        return number

    def _inside(self, segment: Segment) -> "Within":
        if self.depth == MOST_SEGMENTS:
            return self
        text = f"{self.text}{LIST}{written(segment)}" if self.text else written(segment)
        return Within(text, self.depth + 1)
