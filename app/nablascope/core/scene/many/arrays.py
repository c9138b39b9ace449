"""`Arrays`: where everything of a large graph is and what it looks like, a number a row."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.marks import UNREACHED
from nablascope.core.graph.node_columns import LIST
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Points
from nablascope.core.scene.many.magnitude import Flags, Floats, Indexes, among, column, magnitudes, strengths
from nablascope.core.scene.mark_words import ALARMING
from nablascope.core.scene.strength import Range

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

LOOKS = ("op", "leaf", "constant", "cut", "group", "unreached", "failed")
"""What a node's card looks like from far away; a row of `Arrays.look` is a place in here."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """A graph of thousands of nodes.

    Attributes:
        cards: of each node its card: left, top, right, bottom.
        look: of each node a place in `LOOKS`.
        alarming: of each node whether it has a NaN or an infinity.
        source: of each edge its producer; `target` its consumer.
        points: the points of all ways, one after the other; see `Layout.routes`.
        first: of each edge where its points begin; one more at the end.
        pieces: of each piece of a way the first of its four points; `owner` its edge.
        areas: of each piece what it lies in: left, top, right, bottom.
        lengths: of each piece how far it goes, across or down.
        reach: of each piece how far its whole edge goes.
        strength: of each edge how large its share of the gradient is; see `core.scene.strength`.
        shares: their range.
        width: of everything; `height` likewise.
        down: whether edges run down.
    """

    cards: Floats
    look: npt.NDArray[np.uint8]
    alarming: Flags
    source: Indexes
    target: Indexes
    points: Floats
    first: Indexes
    pieces: Indexes
    owner: Indexes
    areas: Floats
    lengths: Floats
    reach: Floats
    strength: npt.NDArray[np.uint8]
    shares: Range
    width: float
    height: float
    down: bool = False


def arrays_of(trace: Trace, layout: Layout) -> Arrays:
    """The arrays of `trace` where `layout` puts it."""
    corners, sizes = _pairs(layout.positions), _pairs(layout.sizes)
    points, first = _pairs(layout.routes.points), column(layout.routes.starts)
    owner = _owners(first, layout)
    share = column(trace.edge_columns.grad)
    large = magnitudes(trace.tensors, share)
    shares = among(large)
    pieces = first[owner] + 3 * _places_within(owner)
    areas = _areas(points, pieces)
    return Arrays(
        cards=_columns(corners, corners + sizes),
        look=_looks(trace),
        alarming=_marked(trace, ALARMING),
        source=column(trace.edge_columns.source),
        target=column(trace.edge_columns.target),
        points=points,
        first=first,
        pieces=pieces,
        owner=owner,
        areas=areas,
        lengths=(areas[:, 2:] - areas[:, :2]).max(axis=1, initial=0.0),
        reach=_reach(points, first)[owner],
        strength=strengths(large, share != NOTHING, shares),
        shares=shares,
        width=layout.width,
        height=layout.height,
        down=layout.down,
    )


def _owners(first: Indexes, layout: Layout) -> Indexes:
    """The edge of each piece; what runs together has the pieces of one alone."""
    lengths = np.diff(first)
    if layout.leaders:
        lengths[column(layout.leaders) != np.arange(len(lengths))] = 0
    return np.repeat(np.arange(len(lengths), dtype=np.int32), np.maximum(lengths - 1, 0) // 3)


def without(arrays: Arrays, nodes: Collection[int]) -> Arrays:
    """`arrays` in which some nodes, and the edges from them, are nowhere."""
    if not nodes:
        return arrays
    gone = np.zeros(len(arrays.cards), bool)
    gone[list(nodes)] = True
    cards, areas = arrays.cards.copy(order="F"), arrays.areas.copy(order="F")
    cards[gone] = np.nan
    areas[gone[arrays.source][arrays.owner]] = np.nan
    return replace(arrays, cards=cards, areas=areas)


def within(boxes: Floats, box: Box) -> Indexes:
    """Which of `boxes` reach into a box."""
    left, top, right, bottom = box
    aside = (boxes[:, 0] < right) & (boxes[:, 2] > left)
    across = np.flatnonzero(aside)
    if 2 * len(across) > len(boxes):
        # Looking through whole columns is faster than picking most of their rows.
        return np.flatnonzero(aside & (boxes[:, 1] < bottom) & (boxes[:, 3] > top))
    return across[(boxes[across, 1] < bottom) & (boxes[across, 3] > top)]


def _pairs(points: Points) -> Floats:
    return np.frombuffer(points.data).reshape(-1, 2)


def _areas(points: Floats, pieces: Indexes) -> Floats:
    low, high = points[pieces], points[pieces]
    for place in (1, 2, 3):
        low, high = np.minimum(low, points[pieces + place]), np.maximum(high, points[pieces + place])
    return _columns(low, high)


def _columns(low: Floats, high: Floats) -> Floats:
    """Boxes of two corners; each column lies together in memory, since they are looked through one by one."""
    return np.asfortranarray(np.hstack((low, high)))


def _reach(points: Floats, first: Indexes) -> Floats:
    if not len(points):
        return np.zeros(0)
    starts = first[:-1]
    return (np.maximum.reduceat(points, starts) - np.minimum.reduceat(points, starts)).max(axis=1)


def _places_within(owner: Indexes) -> Indexes:
    """The place of each row among those of the same owner, which stand together."""
    if not len(owner):
        return owner
    begins = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    return np.arange(len(owner)) - np.repeat(begins, np.diff(np.append(begins, len(owner))))


def _looks(trace: Trace) -> npt.NDArray[np.uint8]:
    kinds = trace.nodes.kind
    by_kind = np.array([LOOKS.index(word) for word in kinds.table] or [0], np.uint8)
    look = by_kind[column(kinds.index)]
    look[_marked(trace, frozenset((UNREACHED,)))] = LOOKS.index("unreached")
    if trace.failed_node is not None:
        look[trace.failed_node] = LOOKS.index("failed")
    return look


def _marked(trace: Trace, marks: frozenset[str]) -> Flags:
    """Which nodes have one of `marks`; the last row of the table is that of nodes without any."""
    words = trace.node_columns.marks
    table = np.array([bool(marks.intersection(each.split(LIST))) for each in words.table] + [False])
    return table[column(words.index)]
