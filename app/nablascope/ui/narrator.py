"""`Narrator`: one sentence about the step that is shown, to read, copy and hear."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.narration import narrate
from nablascope.core.scene.theme import Theme
from nablascope.ui.heading import EARLIER
from nablascope.ui.step_scene import same_moment
from nablascope.workspace.view_state import TransportView

INVITATION = "Press Space in the graph, or the arrow, to watch values being computed and gradients flow back."


class Narrator(QLabel):
    """Follows the transport."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: TransportView | None = None
        self._said = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    @property
    def said(self) -> str:
        """The sentence as plain text."""
        return self._said

    def show_transport(self, view: TransportView) -> None:
        """Says what the step does; nothing new while its numbers move."""
        before, self._view = self._view, view
        if before is None or not _same(before, view):
            self._write(view)
            self._announce()

    def set_theme(self, theme: Theme) -> None:
        """Takes the theme's colours."""
        self._theme = theme
        if self._view is not None:
            self._write(self._view)

    def _write(self, view: TransportView) -> None:
        if view.shown is None:
            self._set(_steps(view), [(INVITATION, "muted")])
            return
        told = narrate(view.shown.playback, view.shown.moment)
        parts = [(part.text, part.tone) for part in told.parts]
        self._set(f"Step {view.place} of {view.count}{f', {EARLIER}' if view.earlier else ''}", parts)

    def _set(self, lead: str, parts: list[tuple[str, str]]) -> None:
        self._said = f"{lead}: {''.join(text for text, _ in parts)}" if lead else ""
        theme = dimmed(self._theme) if self._view is not None and self._view.earlier else self._theme
        colours = {"muted": self._theme.muted, "value": theme.value, "gradient": theme.gradient}
        spans = "".join(
            f'<span style="color: {colours.get(tone, self._theme.ink)}">{escape(text)}</span>'
            for text, tone in parts
        )
        self.setText(
            f'<span style="font-weight: 600">{escape(lead)}</span>&nbsp;&nbsp; {spans}' if lead else ""
        )
        self.setAccessibleName(self._said)

    def _announce(self) -> None:
        if self._view is not None and self._view.shown is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._said))


def _steps(view: TransportView) -> str:
    steps = f"{view.count} steps" if view.count != 1 else "1 step"
    return (f"{steps} {EARLIER}" if view.earlier else steps) if view.count else ""


def _same(one: TransportView, other: TransportView) -> bool:
    places = one.place, one.count, one.grain, one.earlier
    return places == (other.place, other.count, other.grain, other.earlier) and same_moment(
        one.shown, other.shown
    )
