"""`depth_within_bounds`: how deep scopes are followed, so that groups take memory in proportion to nodes."""

from collections.abc import Sequence

from nablascope.core.graph.columns import LIST
from nablascope.core.graph.scope import MOST_SEGMENTS

_PER_GROUP = 100
"""Bytes, about, beside the key of a group, which repeats the whole scope."""

_PER_NODE = 500
"""So that there are fewer than five groups a node; real programs open one in several nodes."""

_ALWAYS = 1_000_000
"""Small graphs may have groups as deep as they like."""


def depth_within_bounds(paths: Sequence[str]) -> int:
    """How many segments of each scope, from the outermost on, are made groups.

    Of scopes that go deep and change at every node, as only in a forged file, the inner ones are left out.

    Args:
        paths: the scope of each node, in order.
    """
    most, total = max(_ALWAYS, _PER_NODE * len(paths)), 0
    costs: list[int] = [0] * MOST_SEGMENTS
    depth, path = MOST_SEGMENTS, ""
    lines: Sequence[str] = ()
    for wanted in paths:
        if wanted == path:
            continue
        before, path, lines = lines, wanted, segments(wanted, depth)
        total += _add(costs, before, lines)
        while total > most:
            depth -= 1
            total -= costs[depth]
    return depth


def segments(path: str, most: int) -> Sequence[str]:
    """The outermost of a scope."""
    return path.split(LIST, most)[:most] if path else []


def _add(costs: list[int], before: Sequence[str], lines: Sequence[str]) -> int:
    """Adds what the groups cost that open between two nodes, each to those of its depth."""
    length, added, same = 0, 0, True
    for place, line in enumerate(lines):
        length += len(line) + 1
        same = same and place < len(before) and before[place] == line
        if not same:
            costs[place] += _PER_GROUP + length
            added += _PER_GROUP + length
    return added
