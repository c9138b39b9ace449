"""The keyboard's way from pane to pane."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def move_focus(panes: Sequence[QWidget], step: int) -> None:
    """To the next of the panes that show and can be entered, or back."""
    open_ones = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    now = next((place for place, pane in enumerate(open_ones) if pane.hasFocus()), -1)
    open_ones[(now + step) % len(open_ones)].setFocus(Qt.FocusReason.ShortcutFocusReason)
