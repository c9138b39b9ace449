"""`Segment`: one step of a node's scope, which says in what part of the program the node ran."""

import re
from dataclasses import dataclass
from typing import Literal

from nablascope.core.graph.columns import LIST

ScopeKind = Literal["module", "function", "loop", "repeat"]

MOST_SEGMENTS = 256
"""Of what lies deeper the outermost are kept: one function calling itself 60 times has far fewer."""

LONGEST_NAME = 1_000
"""Characters of a segment's name; nobody writes more, and the key of every group inside repeats them."""

_KINDS: dict[str, ScopeKind] = {"m": "module", "f": "function", "l": "loop", "r": "repeat"}
_WRITTEN = re.compile(r"([mflr])(0|[1-9][0-9]{0,8}) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """One step from the whole program inwards.

    Attributes:
        kind: what it is; a ``repeat`` is made by grouping and is in the scope of no recorded node.
        name: of a module the last word of its path, e.g. ``layers``; of a function its name; of a loop how
            it begins, e.g. ``for step``, with a number behind it from the second such loop of one scope on.
        number: which call or which round it is, from 0, counted within the scope around it.
    """

    kind: ScopeKind
    name: str
    number: int


Scope = tuple[Segment, ...]
"""From the outermost to the innermost; empty of what the program's own lines do."""


def written(segment: Segment) -> str:
    """A segment as the column of scopes holds it; those of one scope are joined by `LIST`."""
    return f"{segment.kind[0]}{segment.number} {' '.join(segment.name.split())[:LONGEST_NAME]}"


def scope_of(text: str | None) -> Scope:
    """The scope that a row of the column stands for.

    Raises:
        ValueError: if it stands for none.
    """
    return tuple(map(_segment, text.split(LIST))) if text else ()


def stands_for_scope(text: str) -> bool:
    """Whether `text`, which came from outside, is one that `scope_of` reads."""
    lines = text.split(LIST, MOST_SEGMENTS)
    return len(lines) <= MOST_SEGMENTS and all(map(_stands_for_segment, lines))


def _stands_for_segment(line: str) -> bool:
    found = _WRITTEN.fullmatch(line)
    return found is not None and found[1] != "r" and len(found[3]) <= LONGEST_NAME


def _segment(line: str) -> Segment:
    found = _WRITTEN.fullmatch(line)
    if found is None:
        raise ValueError(f"{line!r} is no part of a scope")
    return Segment(_KINDS[found[1]], found[3], int(found[2]))
