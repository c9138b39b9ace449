"""`SelectingStage`: a stage on which cards and edges are selected, one or several."""

from functools import reduce

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.frames import frame_title_at
from nablascope.core.scene.pointing import Direction
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.theme import Theme
from nablascope.ui.card_places import card_of
from nablascope.ui.explaining_stage import ExplainingStage
from nablascope.ui.selection_ring import paint_rings
from nablascope.ui.viewport import fitted
from nablascope.workspace.view_state import Picture, Selected

_BAND_TINT = 24
"""Of 255: how much of a rubber band's colour covers what is in it."""


class SelectingStage(ExplainingStage):
    """Tells what a person chose; it is selected when the window says so.

    Attributes:
        also: the nodes that are selected beside `selected`, by id.
        band: the rubber band in pixels, or None.

    Signals:
        chosen: the `Selected` a person chose, or None.
        several: the nodes a person chose, by their ids; the last one is what is told about.
        clicked: the node whose card was clicked, by its id.
        opened: the closed group that was clicked twice, by its node's id.
        frame_clicked: the stable key of the open group whose name was clicked.
        left: Escape was pressed where nothing is selected.
    """

    chosen = Signal(object)
    several = Signal(tuple)
    clicked = Signal(int)
    opened = Signal(int)
    frame_clicked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.also: tuple[int, ...] = ()
        self.band: QRectF | None = None

    def show_also(self, nodes: tuple[int, ...]) -> None:
        """Shows which nodes are selected beside the one that is told about."""
        if nodes != self.also:
            self.also = nodes
            self._name_selected()
            self.update()

    def zoom_to_selected(self) -> bool:
        """Goes near to all that is selected; whether anything is."""
        nodes = (*nodes_of(self.selected, self._picture), *self.also)
        self.zoom_to(nodes)
        return bool(nodes)

    def zoom_to(self, nodes: tuple[int, ...]) -> None:
        """Shows these nodes as large as there is room, and no larger than a fitted graph."""
        if self._picture is None or not nodes:
            return
        place = reduce(Rectangle.united, (card_of(self._picture, node) for node in nodes))
        view = (self.width(), self.height())
        self._go(fitted(place.size, view, (place.left, place.top)))

    def _holdable(self, at: QPointF) -> int | None:
        found = self._found(at)
        holds = found is not None and found.kind == "node" and self._can_take(found.index)
        return found.index if found is not None and holds else None

    def _click(self, at: QPointF, *, adds: bool) -> None:
        found = self._found(at)
        if adds:
            if found is not None and found.kind == "node":
                self._choose_node(found.index, adds=True)
        elif not self._closes_frame(at):
            self._click_on(found)

    def _click_on(self, found: Selected | None) -> None:
        # Chosen under the pointer, it is in view: nothing has to move.
        self.selected = found
        self._name_selected()
        self.chosen.emit(self.selected)
        if self.selected is not None and self.selected.kind == "node":
            self.clicked.emit(self.selected.index)
        self.update()

    def _stretch_band(self, start: QPointF, end: QPointF) -> None:
        self.band = QRectF(start, end).normalized()
        self.update()

    def _select_in_band(self) -> None:
        """What the band meets, with what is selected."""
        band, self.band = self.band, None
        self.update()
        if self._picture is None or band is None:
            return
        corners = (self.viewport.to_scene(at.x(), at.y()) for at in (band.topLeft(), band.bottomRight()))
        met = self.pointing(self._picture).nodes_within(*next(corners), *next(corners))
        if met:
            before = (*self.also, *nodes_of(self.selected, self._picture))
            self.several.emit(tuple(dict.fromkeys((*before, *met))))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from card to card in reading order, and on to the next pane after the last."""
        places, step = self.pointing(self._picture) if self._picture else None, 1 if next else -1
        there = places.in_order(self._selected_node(), step) if places else None
        if there is None:
            return super().focusNextPrevChild(next)
        self.chosen.emit(Selected("node", there))
        return True

    def _walk(self, direction: Direction, *, adds: bool = False) -> None:
        if self._picture is None or not self._picture.layout.positions:
            return
        places, node = self.pointing(self._picture), self._selected_node()
        there = places.in_order(None, 1) if node is None else places.next_in(node, direction)
        if there is not None:
            self._choose_node(there, adds=adds)

    def _choose_node(self, node: int, *, adds: bool) -> None:
        """Alone, or with what is selected; one that is selected is then left out."""
        if adds and self.selected is not None:
            before = [*self.also, *nodes_of(self.selected, self._picture)]
            rest = tuple(one for one in before if one != node)
            self.several.emit(rest if node in before else (*rest, node))
        else:
            self.chosen.emit(Selected("node", node))

    def _selected_node(self) -> int | None:
        """The node the keys start from: of an edge, its producer."""
        if self._picture is None or self.selected is None:
            return None
        if self.selected.kind == "edge":
            return self._picture.trace.edges.source[self.selected.index]
        return self.selected.index

    def _is_group(self, selected: Selected) -> bool:
        kinds = self._picture.trace.nodes.kind if self._picture else ()
        return selected.kind == "node" and kinds[selected.index] == "group"

    def _closes_frame(self, at: QPointF) -> bool:
        """Whether the name of an open group is there, which a click closes."""
        if self._picture is None or self._found(at) is not None:
            return False
        layout = self._picture.layout
        frame = frame_title_at(layout, *self.viewport.to_scene(at.x(), at.y()))
        if frame is not None:
            self.frame_clicked.emit(layout.frame_keys[frame])
        return frame is not None

    def _name_selected(self) -> None:
        super()._name_selected()
        if self.also and self.selected is not None:
            self.setAccessibleName(f"{self.accessibleName()}, and {len(self.also)} more")

    def _paint_overlays(self, painter: QPainter, picture: Picture) -> None:
        if self.also:
            paint_rings(painter, picture, self.also, self._theme.ink)
        painter.save()
        super()._paint_overlays(painter, picture)
        painter.restore()
        if self.band is not None:
            self._paint_band(painter, self.band)

    def _paint_band(self, painter: QPainter, band: QRectF) -> None:
        painter.resetTransform()
        colour, ground = QColor(self._theme.value), QColor(self._theme.value)
        ground.setAlpha(_BAND_TINT)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawRect(band)


def nodes_of(selected: Selected | None, picture: Picture | None) -> tuple[int, ...]:
    """The nodes that something selected is about: of an edge, its ends."""
    if selected is None or picture is None:
        return ()
    if selected.kind == "node":
        return (selected.index,)
    edges = picture.trace.edges
    return edges.source[selected.index], edges.target[selected.index]
