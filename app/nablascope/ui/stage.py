"""`Stage`: the graph through a viewport that can be fitted, moved and scaled."""

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.display_list import DisplayList
from nablascope.core.scene.draw import draw
from nablascope.core.scene.pointing import Places, Pointing
from nablascope.core.scene.theme import Theme
from nablascope.render.drawing import Drawing, Listed
from nablascope.ui.back_buffer import BackBuffer, Scene
from nablascope.ui.follow import followed, is_same, shows_a_card
from nablascope.ui.hover import paint_hover, selected_words, summary
from nablascope.ui.selection_ring import paint_selection
from nablascope.ui.vacancy import paint_vacancy
from nablascope.ui.viewport import Viewport, contains, fitted, panned, revealing, snapped, zoomed
from nablascope.workspace.view_state import Picture, Selected

ZOOM_STEP = 1.25
"""One press of a zoom key, or one notch of a wheel."""

SETTLE_MS = 90
"""A zoom gesture has ended when so long nothing moved."""

FRAME_SECONDS = 0.004
"""A scene that is painted faster than this is painted sharp in every frame of a gesture."""


class Stage(QWidget):
    """Shows a `Picture`; the view moves only here.

    Signals:
        scaled: the viewport's scale, whenever the viewport is set.
        redrawn: what is drawn is another thing, or has other colours or another size.
    """

    scaled = Signal(float)
    redrawn = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._vacancy = ""
        self._scene = Scene(None, theme.paper, theme.grid)
        self._buffer = BackBuffer()
        self._moved = False
        self._viewport = Viewport()
        self.hovered: int | None = None
        self.selected: Selected | None = None
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 200)

    def sizeHint(self) -> QSize:
        """Room for a tutorial's graph."""
        return QSize(1104, 856)

    def show_picture(self, picture: Picture | None, vacancy: str, selected: Selected | None = None) -> None:
        """Shows `picture` and what is selected in it, or the sentence `vacancy` where there is none."""
        if is_same(picture, self._picture) and vacancy == self._vacancy:
            self._select(selected)
            return
        before, self._picture, self._vacancy = self._picture, picture, vacancy
        self.hovered, self.selected = None, selected
        self._moved = self._moved and picture is not None
        self.setAccessibleDescription(summary(picture) if picture else vacancy)
        self._name_selected()
        self._draw()
        if picture is not None:
            self._follow(before, picture)

    def _select(self, selected: Selected | None) -> None:
        """A node that is newly selected comes into view."""
        if selected != self.selected:
            self.selected = selected
            self._name_selected()
            self._reveal()
            self.update()

    def _name_selected(self) -> None:
        """Whoever cannot see the ring is told what has it."""
        told = selected_words(self._picture, self.selected) if self._picture and self.selected else ""
        self.setAccessibleName(f"Graph, selected: {told}" if told else "Graph")

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self._draw()

    @property
    def viewport(self) -> Viewport:
        """Which part of the scene is shown."""
        return self._viewport

    @viewport.setter
    def viewport(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self.scaled.emit(viewport.scale)

    @property
    def picture(self) -> Picture | None:
        """What is shown, for the film of it."""
        return self._picture

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    @property
    def display_list(self) -> DisplayList | None:
        """What is drawn, item by item, for an export."""
        drawing = self._scene.picture
        return drawing.display_list if isinstance(drawing, Listed) else None

    def fit(self) -> None:
        """Shows the whole graph in the middle, and does so again when it grows."""
        self._moved = False
        if self._scene.picture is not None:
            extent = (self._scene.picture.width, self._scene.picture.height)
            self.viewport = fitted(extent, (self.width(), self.height()))
            self.update()

    def centre_on(self, x: float, y: float) -> None:
        """Brings a place of the scene into the middle."""
        there = self.viewport.scale * x + self.viewport.x, self.viewport.scale * y + self.viewport.y
        self.pan(QPointF(self.width() / 2 - there[0], self.height() / 2 - there[1]))

    def show_frame(self, key: str) -> None:
        """Shows the whole of an open group in the middle."""
        layout, view = self._picture.layout if self._picture else None, (self.width(), self.height())
        if layout is not None and key in layout.frame_keys:
            number = layout.frame_keys.index(key)
            self._moved = True
            self.viewport = fitted(layout.frame_sizes[number], view, layout.frame_corners[number])
            self.update()

    def zoom_in(self) -> None:
        """One step larger, around the middle."""
        self.zoom(ZOOM_STEP, QPointF(self.rect().center()))

    def zoom_out(self) -> None:
        """One step smaller, around the middle."""
        self.zoom(1 / ZOOM_STEP, QPointF(self.rect().center()))

    def actual_size(self) -> None:
        """100 %, around the middle."""
        self.zoom(1 / self.viewport.scale, QPointF(self.rect().center()))

    def _reveal(self) -> None:
        """Moves the view no farther than the selected node's whole card needs."""
        if self._picture is None or self.selected is None or self.selected.kind != "node":
            return
        layout, node = self._picture.layout, self.selected.index
        view = (self.width(), self.height())
        moved = revealing(self.viewport, layout.positions[node], layout.sizes[node], view)
        if moved != self.viewport:
            self._moved = True
            self.viewport = moved

    def _follow(self, before: Picture | None, now: Picture) -> None:
        """A view that a person moved stays on the same nodes, as long as it shows any and none is turned."""
        view = (self.width(), self.height())
        turned = before is not None and before.layout.down != now.layout.down
        if self._moved and before is not None:
            self.viewport = followed(self.viewport, before.layout, now.layout)
        lost = (
            before is not None
            and before.layout != now.layout
            and not shows_a_card(self.viewport, now.layout, view)
        )
        if turned or lost or (not self._moved and self._needs_fit(before, now)):
            self.fit()

    def _needs_fit(self, before: Picture | None, now: Picture) -> bool:
        fresh = before is None or before.layout.keys != now.layout.keys
        extent = (now.layout.width, now.layout.height)
        return fresh or not contains(self.viewport, extent, (self.width(), self.height()))

    def _draw(self) -> None:
        drawn = self.drawn(self._picture) if self._picture else None
        self._scene = Scene(drawn, self._theme.paper, self._theme.grid)
        self.redrawn.emit()
        self.update()

    def drawn(self, picture: Picture) -> Drawing:
        """What is to be seen of `picture`."""
        return Listed(draw(picture.trace, picture.layout, self._theme, picture.dimmed))

    def pointing(self, picture: Picture) -> Pointing:
        """Where everything of `picture` is."""
        return Places(picture.trace, picture.layout)

    def pan(self, delta: QPointF) -> None:
        """Moves the picture by so many pixels."""
        self._moved = True
        self.viewport = panned(self.viewport, delta.x(), delta.y())
        self.update()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Scales the picture around the pixel `at`."""
        self._moved = True
        self.viewport = zoomed(self.viewport, factor, (at.x(), at.y()))
        if self._buffer.seconds > FRAME_SECONDS:
            self._settling.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the buffer, and what is pointed at or focused over it."""
        looks = snapped(self.viewport, self.devicePixelRatioF())
        self._refresh_buffer(looks)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.paper))
            self._buffer.draw(painter, looks)
            if self._picture is None:
                paint_vacancy(painter, self.rect(), self._vacancy, self._theme.muted)
            self._paint_corner(painter)
            if self.hasFocus():
                self._paint_focus(painter)
            painter.translate(looks.x, looks.y)
            painter.scale(looks.scale, looks.scale)
            if self._picture is not None:
                self._paint_overlays(painter, self._picture)

    def _paint_corner(self, painter: QPainter) -> None: ...

    def _paint_overlays(self, painter: QPainter, picture: Picture) -> None:
        if self.selected is not None:
            paint_selection(painter, picture, self.selected, self._theme.ink)
        if self.hovered is not None:
            edges = self.pointing(picture).edges_at(self.hovered)
            paint_hover(painter, picture, self.hovered, edges, self._theme.ink)

    def _refresh_buffer(self, looks: Viewport) -> None:
        size, ratio = self.size(), self.devicePixelRatioF()
        waits = self._settling.isActive() and self._buffer.fits(self._scene, size, ratio)
        if not waits and not self._buffer.shows(self._scene, looks, size, ratio):
            self._buffer.render(self._scene, looks, size, ratio)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.value), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps a fitted graph fitted."""
        if not self._moved:
            self.fit()
        self.redrawn.emit()
