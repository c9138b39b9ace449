"""`SteppingStage`: a stage on which a run can be stepped through."""

from collections.abc import Sequence
from functools import reduce
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.pointing import Pointing
from nablascope.core.scene.rectangles import Rectangle
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.moments import Moment, steps_in
from nablascope.core.timeline.playback import nodes_of
from nablascope.core.timeline.timeline import Step
from nablascope.render.drawing import Drawing
from nablascope.render.painter import paint_items, reach
from nablascope.ui.card_places import card_of
from nablascope.ui.follow import is_same
from nablascope.ui.large_scenes import LargeScenes, being_drawn, is_large
from nablascope.ui.letting_go import let_go
from nablascope.ui.stage import Stage
from nablascope.ui.step_scene import Steps, StepScene, looks_alike, same_moment
from nablascope.ui.viewport import MARGIN, Viewport, revealing
from nablascope.workspace.view_state import Picture, Selected, Shown, TransportView

_BREAKPOINT, _RING = 5.0, 2.0
"""The radius of a breakpoint's dot, and the width of the ring around it."""

_READABLE, _NEAR = 0.5, 0.8
"""The scale below which numbers cannot be read, and the one at which they can."""

_ROUNDED = 0.999
"""A scale that was set is as large as asked for, but for rounding."""


class SteppingStage(Stage):
    """Shows the moment of the run that the transport is at.

    Attributes:
        follows: whether the view moves to a step that is out of it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.follows = True
        self._steps: Steps = StepScene()
        self._shown: Shown | None = None
        self._pulses: Sequence[Item] = ()
        self._breakpoints: frozenset[int] = frozenset()
        self._path: tuple[int, ...] = ()
        self._came_near = False
        self._large = LargeScenes(self)
        self._large.drawn.connect(self._on_drawn)
        self._last: tuple[Picture | None, str, Selected | None, TransportView] | None = None

    def show_run(
        self,
        picture: Picture | None,
        vacancy: str,
        selected: Selected | None,
        transport: TransportView,
    ) -> None:
        """Shows `picture` at the moment of `transport`, a large one when it is drawn; see `show_picture`."""
        self._last = picture, vacancy, selected, transport
        if picture is not None and is_large(picture) and not self._steps.holds(picture, self._theme):
            self._await(picture, transport)
            return
        self._large.forget()
        if not self._draws(picture):
            self._take(StepScene())
        redraws = is_same(picture, self._picture)
        before, self._shown = self._shown, transport.shown
        self.show_picture(picture, vacancy, selected)
        self._show_moment(before, transport, redraws=redraws)

    def _draws(self, picture: Picture | None) -> bool:
        """A display list is made again where it has to be; arrays are those of one graph."""
        return isinstance(self._steps, StepScene) or bool(picture and self._steps.holds(picture, self._theme))

    def _await(self, picture: Picture, transport: TransportView) -> None:
        """The graph before stays only where every card of it is in the next one too."""
        self._large.want(picture, self._theme)
        if self._picture is None or self._picture.layout.keys != picture.layout.keys:
            self._shown = None
            self.show_picture(None, being_drawn(picture))

    def _on_drawn(self, steps: Steps, picture: Picture) -> None:
        self._take(steps)
        if self._last is None or not is_same(picture, self._last[0]):
            return
        in_other_colours = is_same(picture, self._picture)
        self.show_run(*self._last)
        if in_other_colours:
            self._draw()

    def _take(self, steps: Steps) -> None:
        let_go(self._steps)
        self._steps = steps

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours; a large graph has them a moment later."""
        self._theme = theme
        if self._last is not None and self._last[0] is not None and is_large(self._last[0]):
            self.show_run(*self._last)
        else:
            super().set_theme(theme)

    def show_transport(self, transport: TransportView) -> None:
        """Shows another moment of the same run."""
        before, self._shown = self._shown, transport.shown
        self._show_moment(before, transport, redraws=True)

    def _show_moment(self, before: Shown | None, transport: TransportView, *, redraws: bool) -> None:
        if transport.breakpoints != self._breakpoints:
            self._breakpoints = transport.breakpoints
            self.update()
        if redraws and not looks_alike(before, self._shown):
            self._draw()
        if (before is None) != (self._shown is None):
            self._come_near_or_back()
        if not same_moment(before, self._shown):
            self._follow_step()
        self._move_pulses()

    def _come_near_or_back(self) -> None:
        """A graph that is too small to read is stepped through from near; the whole is then shown again."""
        if self._shown is None:
            if self._came_near:
                self.fit()
        elif self.follows and self.viewport.scale < _READABLE:
            self.zoom(_NEAR / self.viewport.scale, QPointF(self.rect().center()))
            self._came_near = True
            return
        self._came_near = False

    def show_path(self, edges: tuple[int, ...]) -> None:
        """Draws the way of a gradient stronger, where the whole graph is shown."""
        if edges != self._path:
            self._path = edges
            if self._shown is None:
                self._draw()

    @property
    def display_list(self) -> DisplayList | None:
        """What is drawn, item by item, for an export; made for it alone where there are many nodes."""
        picture, made = self._picture, super().display_list
        if picture is None or made is not None:
            return made
        return self._steps.display_list(picture, self._current(picture), self._theme, self._path)

    def drawn(self, picture: Picture) -> Drawing:
        """The whole graph, or what is known of it at the moment."""
        return self._steps.drawing(picture, self._current(picture), self._theme, self._path)

    def overview(self, picture: Picture) -> Drawing | None:
        """The whole of a graph of many nodes, whatever moment is shown; None where there are few."""
        few = isinstance(self._steps, StepScene)
        return None if few else self._steps.drawing(picture, None, self._theme)

    def pointing(self, picture: Picture) -> Pointing:
        """Where everything of `picture` is."""
        return self._steps.pointing(picture)

    def _current(self, picture: Picture) -> Shown | None:
        """A new run is shown whole until the transport has come to it too."""
        shown = self._shown
        return shown if shown is not None and shown.playback.trace is picture.trace else None

    def _move_pulses(self) -> None:
        """Paints anew no more than where pulses are and were."""
        before, self._pulses = self._pulses, self._steps.pulses(self._shown) if self._shown else ()
        for item in (*before, *self._pulses):
            self.update(self._pixels(reach(item)))

    def _pixels(self, place: QRectF) -> QRect:
        view = self.viewport
        corner = QPointF(place.left() * view.scale + view.x, place.top() * view.scale + view.y)
        left, top = floor(corner.x()) - 2, floor(corner.y()) - 2
        return QRect(left, top, ceil(place.width() * view.scale) + 5, ceil(place.height() * view.scale) + 5)

    def _follow_step(self) -> None:
        """Brings a step that is out of the view into it, all that takes part if there is room."""
        if not self.follows or self._shown is None or self._picture is None:
            return
        steps = _steps_to_see(self._shown)
        nodes = dict.fromkeys(id for step in steps for id in nodes_of(self._shown.playback, step))
        places = [card_of(self._picture, id) for id in nodes]
        if places:
            self._bring_into_view(reduce(Rectangle.united, places), places[0])

    def _bring_into_view(self, whole: Rectangle, first: Rectangle) -> None:
        """From farther away where that is needed for the whole; the first alone where it would be too far."""
        view = (self.width(), self.height())
        scale = min((room - 2 * MARGIN) / side for room, side in zip(view, whole.size, strict=True))
        if _READABLE <= scale < self.viewport.scale:
            self.zoom(scale / self.viewport.scale, QPointF(self.rect().center()))
        place = whole if scale >= self.viewport.scale * _ROUNDED else first
        self._go(revealing(self.viewport, (place.left, place.top), place.size, view))

    def _go(self, viewport: Viewport) -> None:
        if viewport != self.viewport:
            self._moved = True
            self.viewport = viewport
            self.update()

    def _paint_overlays(self, painter: QPainter, picture: Picture) -> None:
        super()._paint_overlays(painter, picture)
        paint_items(painter, self._pulses)
        painter.setPen(QPen(QColor(self._theme.paper), _RING))
        painter.setBrush(QColor(self._theme.error))
        for node in self._breakpoints:
            painter.drawEllipse(QPointF(*picture.layout.positions[node]), _BREAKPOINT, _BREAKPOINT)


def _steps_to_see(shown: Shown) -> tuple[Step, ...]:
    """Those of the moment; before the first, those that come."""
    timeline, moment = shown.playback.timeline, shown.moment
    coming = Moment(moment.last, min(moment.last + 1, len(timeline)))
    return steps_in(timeline, coming if moment.empty else moment)
