"""`KindRows`: still picture or animation, and which."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from nablascope.render.animation.settings import VIDEOS
from nablascope.render.animation.video import find_ffmpeg
from nablascope.ui.export.kinds import ANIMATIONS, PICTURES, Kind
from nablascope.ui.export.rows import line
from nablascope.ui.style import named
from nablascope.ui.tooltips import plain

NEEDS_FFMPEG = "MP4 and WebM need ffmpeg, which is not on this system."
HOW = "Install ffmpeg, then open this dialog again."


class KindRows:
    """The kinds that can be had here; `rows` are their labels and widgets, from top to bottom."""

    def __init__(self) -> None:
        self.group = QButtonGroup()
        self.buttons = _buttons()
        for button in self.buttons.values():
            self.group.addButton(button)
        self.kind = "png"
        self.rows: tuple[tuple[str, QWidget], ...] = (
            ("Picture", line(*(self.buttons[kind] for kind in PICTURES))),
            ("Animation", line(*(self.buttons[kind] for kind in ANIMATIONS))),
        )
        if find_ffmpeg() is None:
            self._forbid_videos()

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    @kind.setter
    def kind(self, kind: Kind) -> None:
        self.buttons[kind].setChecked(True)

    @property
    def label(self) -> str:
        """The name of what is chosen."""
        return self.buttons[self.kind].text()

    def can(self, kind: Kind) -> bool:
        """Whether that kind can be had on this system."""
        return self.buttons[kind].isEnabled()

    def _forbid_videos(self) -> None:
        note = named(QLabel(NEEDS_FFMPEG, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.rows = (*self.rows, ("", note))
        for kind in VIDEOS:
            self.buttons[kind].setEnabled(False)
            self.buttons[kind].setToolTip(plain(f"{NEEDS_FFMPEG} {HOW}"))


def _buttons() -> dict[Kind, QRadioButton]:
    return {kind: QRadioButton(label) for kind, label in (*PICTURES.items(), *ANIMATIONS.items())}
