"""What is laid out: items that have a size, and links between them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.measures import Measures, card_size, measures

MOST_EDGES_OF_A_GIVEN = 3
"""Of a leaf or a constant that is used more often, every use gets a chip, unless the graph is small."""

SMALL_GRAPH = 60
"""Nodes; in a smaller graph every edge is drawn from its card, since all of them can be followed."""

MOST_SIDE_BY_SIDE = 6
"""Edges between two items that are drawn one by one; more are drawn as one."""

_GIVEN = frozenset(("leaf", "constant"))


@dataclass(frozen=True, slots=True)
class LayoutGraph:
    """Items are the nodes by id, then the chips.

    Attributes:
        keys: each item's stable key.
        sizes: each item's width and height.
        source: of each edge, the item it starts at; `target` the item it ends at.
        output: which output of its source each edge carries.
        root: the item that the whole leads to.
        nodes: how many of the items are nodes.
        chips: the edges that start at a chip.
        first: items that stand before all others; `last` those that stand after them. The first have no
            producers, the last no consumers.
        starts: how far below its source's middle an edge starts, where that is settled already.
        ends: how far below its target's middle an edge ends, likewise.
        down: whether the drawing is to be turned, so that it runs down; widths are then heights.
    """

    keys: tuple[str, ...]
    sizes: Sequence[tuple[float, float]]
    source: Sequence[int]
    output: Sequence[int]
    target: Sequence[int]
    root: int
    nodes: int
    chips: Sequence[int] = ()
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    starts: Mapping[int, float] = field(default_factory=dict[int, float])
    ends: Mapping[int, float] = field(default_factory=dict[int, float])
    down: bool = False

    @property
    def measures(self) -> Measures:
        """The distances in its drawing."""
        return measures(down=self.down)


def graph_of(trace: Trace, keys: tuple[str, ...], *, down: bool = False) -> LayoutGraph:
    """The graph of a trace, its cards as high as what arrives needs; turned if it is to run down."""
    source, target = list(trace.edges.source), list(trace.edges.target)
    arriving = _arriving(source, target)
    by_count = {count: card_size(count, down=down) for count in {0, *arriving.values()}}
    sizes = [by_count[arriving[id]] for id in range(len(keys))]
    root = trace.output_node if keys else 0
    graph = LayoutGraph(keys, sizes, source, list(trace.edges.output), target, root, len(keys), down=down)
    often = _used_often(trace, root)
    return with_chips(graph, often) if often else graph


def _arriving(source: Sequence[int], target: Sequence[int]) -> Counter[int]:
    """How many lines end at each node."""
    arriving: Counter[int] = Counter()
    for (_, end), count in Counter(zip(source, target, strict=True)).items():
        arriving[end] += count if count <= MOST_SIDE_BY_SIDE else 1
    return arriving


def _used_often(trace: Trace, root: int) -> set[int]:
    """Leaves and constants with many consumers."""
    if len(trace.nodes) <= SMALL_GRAPH:
        return set()
    kinds = trace.nodes.kind
    given = {place for place, word in enumerate(kinds.table) if word in _GIVEN}
    index = kinds.index.view()
    ends = zip(trace.edges.source, trace.edges.target, strict=True)
    uses = Counter(source for source, _ in {end for end in ends if index[end[0]] in given})
    return {id for id, count in uses.items() if count > MOST_EDGES_OF_A_GIVEN and id != root}


def with_chips(graph: LayoutGraph, often: Collection[int]) -> LayoutGraph:
    """`graph` with a chip beside every consumer of the items in `often`, from which those edges start."""
    keys, sizes, source = list(graph.keys), list(graph.sizes), list(graph.source)
    made: dict[tuple[int, int, int], int] = {}
    chips = [edge for edge, item in enumerate(graph.source) if item in often]
    for edge in chips:
        use = graph.source[edge], graph.output[edge], graph.target[edge]
        if use not in made:
            made[use] = len(keys)
            keys.append(f"{graph.keys[use[0]]} {use[1]} ▸ {graph.keys[use[2]]}")
            sizes.append(graph.measures.chip)
        source[edge] = made[use]
    return replace(graph, keys=tuple(keys), sizes=sizes, source=source, chips=chips)
