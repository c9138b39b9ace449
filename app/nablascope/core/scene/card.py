"""A node's card: symbol and source name, the autograd node's own name, then the two rows."""

from collections.abc import Sequence
from itertools import chain

from nablascope.core.graph.marks import NO_GRADIENT, UNREACHED
from nablascope.core.graph.operations import symbol
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Node
from nablascope.core.layout.layout import Point
from nablascope.core.scene.badges import badge_row, draw_badge
from nablascope.core.scene.colours import faint
from nablascope.core.scene.display_list import SHARP, Anchor, Box, Colour, Curve, Face, Item, Label, Pen
from nablascope.core.scene.group_text import nodes_text, range_text
from nablascope.core.scene.numbers import NOTHING, previews, shape_text
from nablascope.core.scene.roles import ORDINARY, Role
from nablascope.core.scene.text import MONO_ADVANCE, UI_ADVANCE, cells, elided
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import MEDIUM, NAME, NUMBER, REGULAR, ROW_NAME, SEMIBOLD, SMALL, TITLE

_RADIUS = 8.0
_PADDING = 12.0
_TITLE_BASELINE = 23.0
_SUB_BASELINE = 38.0
_HAIRLINE = 46.0
_VALUE_BASELINE, _GRAD_BASELINE = 64.0, 82.0
_DASH = (4.0, 3.0)
_CUT_DASH = (8.0, 4.0)
_FAILED_WIDTH = 2.0
_SHEET = 2.5
_LEAST_TITLE = 8
"""Characters of the title that a long name leaves it."""

_MOST_SHAPE = 12
_GAP = 8.0

CUT = "✂ cut: no gradient flows"
"""Instead of a cut's gradient."""


def card(node: Node, corner: Point, size: Point, theme: Theme, role: Role = ORDINARY) -> list[Item]:
    """The card of `node` with its top left at `corner`, and its badges."""
    badges = [draw_badge(badge, place, theme) for badge, place in badge_row(node, role, corner, size)]
    if UNREACHED in node.marks:
        theme = faint(theme)
    writer = _Writer(corner, size[0], theme)
    writer.heading(title(node), name_beside(node))
    writer.sub_line(sub_title(node), _shape(node.value))
    writer.hairline()
    writer.row(_VALUE_BASELINE, "value", node.values, theme.value)
    words = _instead_of_gradient(node)
    if words:
        writer.words(_GRAD_BASELINE, words)
    elif node.kind == "group":
        writer.number(_GRAD_BASELINE, "grad", range_text(node.inside, digits=1), theme.gradient)
    else:
        writer.row(_GRAD_BASELINE, "grad", node.grads, theme.gradient)
    ground = [_box(node, corner, size, theme, role), *_sheets(node, corner, size, theme)]
    return [*ground, *writer.items, *chain.from_iterable(badges)]


def title(node: Node) -> str:
    """What the node is: its operation's sign or name, a group's label, or its kind."""
    if node.kind == "group":
        return node.name or node.kind
    return node.kind if node.function is None else symbol(node.function)


def name_beside(node: Node) -> str:
    """The name that the program gave, where it is not the title."""
    return "" if node.kind == "group" else node.name or ""


def sub_title(node: Node) -> str:
    """What it is to autograd; of a group how much is inside."""
    if node.kind == "group":
        return nodes_text(node)
    if node.kind == "leaf":
        return "AccumulateGrad"
    if node.kind == "cut":
        return "no grad_fn"
    return node.op or "no gradient"


def _box(node: Node, corner: Point, size: Point, theme: Theme, role: Role) -> Box:
    (x, y), (width, height) = corner, size
    pen = Pen(theme.error, _FAILED_WIDTH) if role.failed else _border(node, theme)
    return Box(
        x + SHARP, y + SHARP, width - 2 * SHARP, height - 2 * SHARP, _RADIUS, _ground(node, theme), pen
    )


def _sheets(node: Node, corner: Point, size: Point, theme: Theme) -> list[Item]:
    """The lower edge of a second card under a closed group's."""
    if node.kind != "group":
        return []
    left, y = corner[0] + _RADIUS, corner[1] + size[1] + _SHEET
    third = (size[0] - 2 * _RADIUS) / 3
    return [Curve(tuple((left + third * step, y) for step in range(4)), Pen(theme.border, 1.0))]


def _border(node: Node, theme: Theme) -> Pen:
    if node.kind == "cut":
        return Pen(theme.muted, 1.0, _CUT_DASH)
    return Pen(theme.border, 1.0, () if node.requires_grad else _DASH)


def _ground(node: Node, theme: Theme) -> Colour:
    grounds = {"leaf": theme.leaf, "constant": theme.constant, "cut": theme.paper}
    return grounds.get(node.kind, theme.panel)


def _instead_of_gradient(node: Node) -> str:
    """Why there is no gradient, where a dot would not say enough."""
    if node.kind == "cut":
        return CUT
    if UNREACHED in node.marks:
        return "no gradient: unreached"
    return "no gradient: None" if NO_GRADIENT in node.marks and node.grad is None else ""


def _shape(value: TensorSummary | None) -> str:
    return shape_text(value.shape) if value is not None and value.shape else ""


class _Writer:
    """Collects a card's texts, each within the room its neighbour leaves it."""

    def __init__(self, corner: Point, width: float, theme: Theme) -> None:
        self.items: list[Item] = []
        self._left = corner[0] + _PADDING
        self._right = corner[0] + width - _PADDING
        self._top = corner[1]
        self._theme = theme

    def heading(self, text: str, name: str) -> None:
        title_advance, name_advance = TITLE * MONO_ADVANCE, NAME * MONO_ADVANCE
        room = self._right - self._left - (_GAP if name else 0.0)
        text = elided(text, max(_LEAST_TITLE, int((room - cells(name) * name_advance) / title_advance)))
        name = elided(name, int((room - cells(text) * title_advance) / name_advance))
        self._text(_TITLE_BASELINE, text, "mono", TITLE, SEMIBOLD, self._theme.ink)
        self._text(_TITLE_BASELINE, name, "mono", NAME, REGULAR, self._theme.muted, "end")

    def sub_line(self, text: str, shape: str) -> None:
        shape = elided(shape, _MOST_SHAPE)
        taken = cells(shape) * SMALL * MONO_ADVANCE + (_GAP if shape else 0.0)
        text = elided(text, int((self._right - self._left - taken) / (SMALL * UI_ADVANCE)))
        self._text(_SUB_BASELINE, text, "ui", SMALL, REGULAR, self._theme.muted)
        self._text(_SUB_BASELINE, shape, "mono", SMALL, REGULAR, self._theme.muted, "end")

    def hairline(self) -> None:
        y = self._top + _HAIRLINE + SHARP
        third = (self._right - self._left) / 3
        xs = (self._left, self._left + third, self._right - third, self._right)
        self.items.append(Curve(tuple((x, y) for x in xs), Pen(self._theme.line, 1.0)))

    def row(
        self, baseline: float, name: str, outputs: Sequence[TensorSummary | None], colour: Colour
    ) -> None:
        known = any(output is not None for output in outputs)
        self.number(baseline, name, previews(outputs) if known else NOTHING, colour)

    def number(self, baseline: float, name: str, text: str, colour: Colour) -> None:
        colour = self._theme.faint if text == NOTHING else colour
        self._text(baseline, name, "ui", ROW_NAME, REGULAR, self._theme.muted)
        self._text(baseline, text, "mono", NUMBER, MEDIUM, colour, "end")

    def words(self, baseline: float, text: str) -> None:
        text = elided(text, int((self._right - self._left) / (SMALL * UI_ADVANCE)))
        self._text(baseline, text, "ui", SMALL, REGULAR, self._theme.muted)

    def _text(
        self,
        baseline: float,
        text: str,
        face: Face,
        size: float,
        weight: int,
        colour: Colour,
        anchor: Anchor = "start",
    ) -> None:
        if text:
            x = self._left if anchor == "start" else self._right
            self.items.append(Label(x, self._top + baseline, text, face, size, weight, colour, anchor))
