"""`ExplainingStage`: a stage that tells about what is under the pointer."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSizeF
from PySide6.QtWidgets import QToolTip

from nablascope.ui.dragging_stage import DraggingStage
from nablascope.ui.hover import tooltip
from nablascope.workspace.view_state import Picture, Selected

_TIP_OFFSET = QPoint(-6, 16)
"""Qt shows a tooltip some pixels below the place it is given."""


class ExplainingStage(DraggingStage):
    """Knows what is under a pixel, and says more about it."""

    def node_at(self, at: QPoint) -> int | None:
        """The node under a pixel."""
        found = self._found(QPointF(at))
        return found.index if found is not None and found.kind == "node" else None

    def card_on_screen(self, node: int) -> QRect:
        """Where a node's card is on the screen."""
        layout = self._picture.layout if self._picture else None
        if layout is None:
            return QRect()
        (x, y), (width, height) = layout.positions[node], layout.sizes[node]
        view = self.viewport
        corner = QPointF(x * view.scale + view.x, y * view.scale + view.y).toPoint()
        size = QSizeF(width * view.scale, height * view.scale).toSize()
        return QRect(self.mapToGlobal(corner), size)

    def _found(self, at: QPointF) -> Selected | None:
        """What is under a pixel: a card before an edge."""
        if self._picture is None:
            return None
        places, place = self.pointing(self._picture), self.viewport.to_scene(at.x(), at.y())
        node = places.node_at(*place)
        if node is not None:
            return Selected("node", node)
        edge = places.edge_at(*place)
        return None if edge is None else Selected("edge", edge)

    def _explain(self, at: QPoint, place: QPoint) -> None:
        self._hover(QPointF(at))
        if self._picture is not None and self.hovered is not None:
            told = tooltip(self._picture, self.hovered, self._theme)
            QToolTip.showText(self._beside(self._picture, self.hovered, place), told, self)
        else:
            QToolTip.hideText()

    def _beside(self, picture: Picture, node: int, place: QPoint) -> QPoint:
        """Where a tooltip leaves the node's own numbers free; `place` is the pointer's."""
        (left, top), (width, _) = picture.layout.positions[node], picture.layout.sizes[node]
        view = self.viewport
        corner = QPointF((left + width) * view.scale + view.x, top * view.scale + view.y)
        beside = self.mapToGlobal(corner.toPoint()) - _TIP_OFFSET
        return beside if self.rect().contains(corner.toPoint()) else place

    def _hover(self, at: QPointF) -> None:
        place = self.viewport.to_scene(at.x(), at.y())
        self._set_hovered(self.pointing(self._picture).node_at(*place) if self._picture else None)

    def _set_hovered(self, node: int | None) -> None:
        if node != self.hovered:
            self.hovered = node
            self.update()
