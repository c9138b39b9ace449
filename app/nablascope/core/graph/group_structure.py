"""Which groups compute the same: equal operations, wired alike inside, whatever the shapes and numbers."""

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.group_scopes import Tree, depths, nearest
from nablascope.core.graph.trace import Trace

_COMMUTING = frozenset(("add", "mul"))


def structures(tree: Tree, trace: Trace) -> list[int]:
    """A number for each group; those of equal structure have the same one.

    Leaves and constants play no part: the first round of a loop, whose state is a leaf, is like the others.
    """
    parts: list[list[int]] = [[] for _ in tree.parent]
    if parts:
        _add_operations(parts, tree, trace)
        loose = _add_wires(parts, tree, trace)
        for group, ends in loose.items():
            parts[group] += ends
    return _numbered(tree, parts)


def _add_operations(parts: list[list[int]], tree: Tree, trace: Trace) -> None:
    """To each group what its nodes compute, and where in the group they stand."""
    functions, kinds = trace.nodes.function.index.view(), trace.nodes.kind.index.view()
    groups, first, several = tree.group_of, tree.first, len(trace.nodes.kind.table)
    for place, id in enumerate(tree.computed):
        group = groups[id]
        if group != NOTHING:
            parts[group] += (place - first[group], functions[id] * several + kinds[id])


def _add_wires(parts: list[list[int]], tree: Tree, trace: Trace) -> dict[int, list[int]]:
    """To the innermost group that has both ends of an edge these ends; of edges from outside the loose ends.

    Runs for every edge while a person waits, so it calls no function of ours for most.
    """
    loose: dict[int, list[int]] = {}
    swaps = _commuting(trace)
    depth, place, edges = depths(tree.parent), _places(tree), trace.edge_columns
    parent, first, groups = tree.parent, tree.first, tree.group_of
    columns = edges.source.view(), edges.target.view(), edges.input.index.view(), edges.output.view()
    for source, target, argument, output in zip(*columns, strict=True):
        inner = groups[target]
        if inner == NOTHING:
            continue
        start, end = place[source], place[target]
        if swaps[target]:
            argument = NOTHING
        if groups[source] == inner and start != NOTHING:
            parts[inner] += (start - first[inner], end - first[inner], argument, output)
            continue
        loose.setdefault(inner, []).extend((argument, end - first[inner]))
        group = NOTHING if start == NOTHING else nearest(parent, depth, groups[source], inner)
        if group != NOTHING:
            parts[group] += (start - first[group], end - first[group], argument, output)
    return loose


def _commuting(trace: Trace) -> bytes:
    """Of each node whether its arguments can change places: the first round of a sum adds to a number."""
    functions = trace.nodes.function
    places = {place for place, function in enumerate(functions.table) if function in _COMMUTING}
    return bytes(place in places for place in functions.index.view())


def _places(tree: Tree) -> list[int]:
    """Of each node where it stands among the computed ones."""
    place = [NOTHING] * len(tree.group_of)
    for rank, id in enumerate(tree.computed):
        place[id] = rank
    return place


def _numbered(tree: Tree, parts: list[list[int]]) -> list[int]:
    """From the innermost on, so that each knows those inside of it."""
    known: dict[tuple[int, ...], int] = {}
    numbers = [0] * len(parts)
    for group in reversed(range(len(parts))):
        numbers[group] = known.setdefault((tree.count[group], *parts[group]), len(known))
        above = tree.parent[group]
        if above != NOTHING:
            parts[above] += (NOTHING, tree.first[group] - tree.first[above], numbers[group])
        parts[group] = []
    return numbers
