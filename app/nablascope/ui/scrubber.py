"""`Scrubber`: the whole run as a line, blue where values are computed and orange where gradients flow."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from nablascope.core.scene.colours import dimmed, mixed
from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.moments import Stretch, stretches
from nablascope.ui.style import ui_font
from nablascope.ui.tooltips import plain
from nablascope.workspace.view_state import TransportView

_HEIGHT = 40
_INSET = 9.0
_MIDDLE = 12.0
_TRACK = 5.0
_KNOB = 7.0
_TICK = 4.0
_LEAST_TICKS = 5.0
"""Pixels between ticks; closer ones are left out."""

_AHEAD = 0.72
"""How far the colour of what is still to come has gone towards the paper."""

_WORDS_BASELINE = 34.0
_WORDS_PIXELS = 10
_LETTER = 6.0


class Scrubber(QAbstractSlider):
    """Goes to any step; faint where the run is an earlier one than that of the text as it stands.

    Signals:
        sought: the place of a step, counted from 1; 0 is the untouched graph.
    """

    sought = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        self._stepping = False
        self._earlier = False
        self.describe: Callable[[int], str] = str
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Step")
        self.setMouseTracking(True)
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition()))
        # A screen reader sets the value.
        self.valueChanged.connect(self.sought.emit)

    def sizeHint(self) -> QSize:
        """Wide, and as high as its line with the words below."""
        return QSize(400, _HEIGHT)

    def show_transport(self, view: TransportView) -> None:
        """Shows where the run is; at the end where the whole graph is shown."""
        self._stretches = stretches(view.timeline, view.grain) if view.timeline else ()
        self._stepping, self._earlier = view.shown is not None, view.earlier
        self.setEnabled(view.count > 0)
        with QSignalBlocker(self):
            self.setRange(0, view.count)
            self.setValue(view.place if self._stepping else view.count)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        self.update()

    def place_at(self, x: float) -> int:
        """The place of the step under a pixel."""
        share = (x - _INSET) / max(self.width() - 2 * _INSET, 1.0)
        return min(max(round(share * self.maximum()), 0), self.maximum())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the step under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(self.place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrubs while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(self.place_at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """Resting on a step tells what it does."""
        if isinstance(event, QHelpEvent):
            if self.maximum():
                told = self.describe(self.place_at(event.pos().x()))
                QToolTip.showText(event.globalPos(), plain(told), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line, its ticks, its words and the knob."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(ui_font(_WORDS_PIXELS))
            if not self._stretches:
                self._paint_track(painter, 0, self.maximum() or 1, self._theme.line)
                return
            free = 0.0
            for stretch in self._stretches:
                free = self._paint_stretch(painter, stretch, free)
            self._paint_knob(painter)

    @property
    def _colours(self) -> Theme:
        return dimmed(self._theme) if self._earlier else self._theme

    def _x(self, place: float) -> float:
        return _INSET + place / max(self.maximum(), 1) * (self.width() - 2 * _INSET)

    def _paint_track(self, painter: QPainter, start: float, end: float, colour: Colour) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        left, right = self._x(start), self._x(end)
        painter.drawRect(QRectF(left, _MIDDLE - _TRACK / 2, right - left, _TRACK))

    def _paint_stretch(self, painter: QPainter, stretch: Stretch, free: float) -> float:
        """Gives how far words reach, so that the next do not run into them."""
        colour = self._colours.value if stretch.forward else self._colours.gradient
        ahead = mixed(colour, self._theme.panel, _AHEAD)
        now = min(max(self.value(), stretch.first), stretch.last)
        self._paint_track(painter, stretch.first, now, colour)
        self._paint_track(painter, now, stretch.last, ahead)
        self._paint_ticks(painter, stretch, colour)
        words, left = ("forward" if stretch.forward else "backward"), self._x(stretch.first)
        if left < free or left + len(words) * _LETTER > self.width():
            return free
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(left, _WORDS_BASELINE), words)
        return left + len(words) * _LETTER

    def _paint_ticks(self, painter: QPainter, stretch: Stretch, colour: Colour) -> None:
        if self._x(1) - self._x(0) < _LEAST_TICKS:
            return
        painter.setPen(QPen(QColor(colour), 1.0))
        for place in range(stretch.first + 1, stretch.last + 1):
            x = round(self._x(place)) + 0.5
            painter.drawLine(
                QPointF(x, _MIDDLE + _TRACK / 2 + 2), QPointF(x, _MIDDLE + _TRACK / 2 + 2 + _TICK)
            )

    def _paint_knob(self, painter: QPainter) -> None:
        colour = self._colours.muted
        if self._stepping:
            forward = any(one.forward and one.first < self.value() <= one.last for one in self._stretches)
            colour = self._colours.value if forward or not self.value() else self._colours.gradient
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.setBrush(QColor(colour if self.hasFocus() else self._theme.panel))
        painter.drawEllipse(QPointF(self._x(self.value()), _MIDDLE), _KNOB, _KNOB)
