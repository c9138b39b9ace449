"""`GlidingStage`: a stage on which cards glide from their old places to new ones."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from nablascope.core.layout.between import between
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.pulses import eased
from nablascope.core.scene.theme import Theme
from nablascope.render.drawing import Drawing
from nablascope.ui.follow import is_same, moves_on_screen, seen_through
from nablascope.ui.stepping_stage import SteppingStage
from nablascope.workspace.view_state import Picture, Selected

GLIDE_MS = 250
_FRAME_MS = 16

MOST_GLIDING = 150
"""Nodes; more take too long to paint to seem to move."""

MOST_EDGES = 600
"""Between few nodes can be many, each of which bends anew in every frame."""


@dataclass(frozen=True, slots=True)
class _Way:
    """From the layout on screen to that of the picture, and where that is now."""

    start: Layout
    now: Layout


class GlidingStage(SteppingStage):
    """Shows a layout that changed on its way there; whatever is clicked is where it will be.

    Attributes:
        glides: whether a person wants to see that.

    Signals:
        glided: everything has come to its place.
    """

    glided = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.glides = True
        self._way: _Way | None = None
        self._clock = QElapsedTimer()
        self._frames = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._glide_on)

    def show_picture(self, picture: Picture | None, vacancy: str, selected: Selected | None = None) -> None:
        """A layout that changed is glided to, unless it was turned; a newer one turns what is on its way."""
        if is_same(picture, self._picture):
            super().show_picture(picture, vacancy, selected)
            return
        seen = self._way.now if self._way else self._picture.layout if self._picture else None
        view, self._way = self.viewport, None
        super().show_picture(picture, vacancy, selected)
        self._frames.stop()
        if seen and picture and seen.down == picture.layout.down and self._can_glide(picture):
            self._set_out(seen_through(seen, view, self.viewport), picture)

    def drawn(self, picture: Picture) -> Drawing:
        """Everything where it is at the moment."""
        moving = None
        if self._way is not None and self._current(picture) is None:
            moving = self._steps.gliding(picture, self._theme, self._way.now, self._path)
        return super().drawn(picture) if moving is None else moving

    def _can_glide(self, picture: Picture) -> bool:
        few = len(picture.layout.keys) <= MOST_GLIDING and len(picture.trace.edges) <= MOST_EDGES
        return few and self.glides and self.isVisible() and self._shown is None

    def _set_out(self, start: Layout, picture: Picture) -> None:
        if moves_on_screen(start, picture.layout, self.viewport):
            self._way = _Way(start, between(start, picture.layout, picture.trace.edges, 0.0))
            self._clock.start()
            self._frames.start()
            self._draw()

    def _glide_on(self) -> None:
        t = self._clock.elapsed() / GLIDE_MS
        if self._way is None or self._picture is None or t >= 1.0 or self._shown is not None:
            self._arrive()
            return
        edges, start = self._picture.trace.edges, self._way.start
        self._way = _Way(start, between(start, self._picture.layout, edges, eased(t)))
        self._draw()

    def _arrive(self) -> None:
        self._way = None
        self._frames.stop()
        self._draw()
        self.glided.emit()

    def _paint_overlays(self, painter: QPainter, picture: Picture) -> None:
        seen = picture if self._way is None else replace(picture, layout=self._way.now)
        super()._paint_overlays(painter, seen)
