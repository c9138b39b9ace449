"""Use chips: beside its consumer, a leaf or a constant that is used in many places."""

from collections.abc import Collection, Iterator

from nablascope.core.graph.rows import Node
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.dimensions import CHIP_HEIGHT, CHIP_WIDTH
from nablascope.core.layout.layout import Layout, Point
from nablascope.core.scene.called import called
from nablascope.core.scene.display_list import SHARP, Box, Item, Label, Pen
from nablascope.core.scene.numbers import shape_text
from nablascope.core.scene.text import MONO_ADVANCE, elided
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import CHIP, MEDIUM

_RADIUS = 6.0
_PADDING = 6.0
_BASELINE = 4.0
"""Under the chip's middle."""

_DASH = (4.0, 3.0)


def use_chips(trace: Trace, layout: Layout, theme: Theme, hidden: Collection[int] = ()) -> list[Item]:
    """Every chip once, in the colours of its node's card; none of nodes that are `hidden`."""
    rows: dict[int, Node] = {}
    items: list[Item] = []
    for corner, edge in dict(zip(layout.chip_corners, layout.chips, strict=True)).items():
        source = trace.edges.source[edge]
        node = rows.setdefault(source, trace.nodes[source])
        items += () if source in hidden else use_chip(node, corner, theme)
    return items


def chip_at(layout: Layout, x: float, y: float) -> int | None:
    """An edge that starts at the chip at a place of the scene, or None."""
    chips = zip(layout.chip_corners, layout.chips, strict=True)
    found = (
        edge
        for (left, top), edge in chips
        if left <= x <= left + CHIP_WIDTH and top <= y <= top + CHIP_HEIGHT
    )
    return next(found, None)


def use_chip(node: Node, corner: Point, theme: Theme) -> Iterator[Item]:
    """The chip of `node` with its top left at `corner`."""
    left, top = corner[0] + SHARP, corner[1] + SHARP
    given = node.kind == "leaf"
    pen = Pen(theme.border, 1.0, () if given else _DASH)
    ground = theme.leaf if given else theme.constant
    yield Box(left, top, CHIP_WIDTH - 2 * SHARP, CHIP_HEIGHT - 2 * SHARP, _RADIUS, ground, pen)
    text = elided(_text(node), int((CHIP_WIDTH - 2 * _PADDING) / (CHIP * MONO_ADVANCE)))
    middle = corner[0] + CHIP_WIDTH / 2, corner[1] + CHIP_HEIGHT / 2 + _BASELINE
    yield Label(*middle, text, "mono", CHIP, MEDIUM, theme.ink, "middle")


def _text(node: Node) -> str:
    """What has no name is told apart by its shape."""
    if node.name is None and node.value is not None and node.value.shape:
        return f"{called(node)} {shape_text(node.value.shape)}"
    return called(node)
