"""`DraggingStage`: a stage whose cards a person can take and put elsewhere."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from nablascope.core.layout.layout import Point
from nablascope.core.scene.lifted import Lifted
from nablascope.core.scene.theme import Theme
from nablascope.render.drawing import Drawing
from nablascope.render.painter import paint_items
from nablascope.ui.follow import held_in_place, is_same
from nablascope.ui.gliding_stage import GlidingStage
from nablascope.workspace.view_state import Picture, Selected

_HOLDABLE = 34.0
"""Pixels; a card that is narrower has no words yet, and whoever presses there means the paper."""


@dataclass(frozen=True, slots=True)
class Drag:
    """A card in the hand: its node, what goes with it, and how far it has come in the scene."""

    node: int
    lifted: Lifted
    by: Point = (0.0, 0.0)


class DraggingStage(GlidingStage):
    """Shows a card in the hand at its place.

    Signals:
        dropped: a node's stable key, and how far it went across and down.
    """

    dropped = Signal(str, float, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._drag: Drag | None = None
        self._put: tuple[int, Point] | None = None

    def show_picture(self, picture: Picture | None, vacancy: str, selected: Selected | None = None) -> None:
        """Another picture takes the card out of the hand."""
        if not is_same(picture, self._picture):
            self._drag = None
        super().show_picture(picture, vacancy, selected)
        self._put = None

    def drawn(self, picture: Picture) -> Drawing:
        """Without the card that is in the hand, where the whole graph is shown."""
        rest = None
        if self._drag is not None and self._current(picture) is None:
            rest = self._steps.left_behind(picture, self._theme, self._drag.node, self._path)
        return super().drawn(picture) if rest is None else rest

    def move_node(self, node: int, by: Point) -> None:
        """Has a card moved so far in the scene, by whole units."""
        if self._picture is not None:
            x, y = map(round, by)
            self._put = node, (x, y)
            self.dropped.emit(self._picture.layout.keys[node], x, y)

    def _can_take(self, node: int) -> bool:
        picture = self._picture
        return picture is not None and picture.layout.sizes[node][0] * self.viewport.scale >= _HOLDABLE

    def _take_up(self, node: int) -> None:
        if self._picture is not None:
            self._drag = Drag(node, self._steps.lifted(self._picture, self._theme, node))
            self.hovered = None
            self._draw()

    def _drag_by(self, by: Point) -> None:
        if self._drag is not None:
            self._drag = replace(self._drag, by=by)
            self.update()

    def _drop(self) -> None:
        """Where the graph is drawn anew a moment later, the card stays at its place until then."""
        if self._drag is not None and any(map(round, self._drag.by)):
            self.move_node(self._drag.node, self._drag.by)
        else:
            self._put_back()

    def _put_back(self) -> None:
        if self._drag is not None:
            self._drag = None
            self._draw()

    def _can_glide(self, picture: Picture) -> bool:
        """What a person put somewhere is there already."""
        return self._put is None and super()._can_glide(picture)

    def _follow(self, before: Picture | None, now: Picture) -> None:
        """A card that was put somewhere lies there, also where the whole had to make room for it."""
        if self._put is None or before is None or before.trace is not now.trace:
            super()._follow(before, now)
            return
        node, by = self._put
        self._moved = True
        self.viewport = held_in_place(self.viewport, before.layout, now.layout, node, by)

    def _paint_overlays(self, painter: QPainter, picture: Picture) -> None:
        if self._drag is None:
            super()._paint_overlays(painter, picture)
            return
        paint_items(painter, self._drag.lifted.lines(self._drag.by))
        painter.translate(*self._drag.by)
        paint_items(painter, self._drag.lifted.card)
