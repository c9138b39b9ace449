"""`ProgressRow`: how far the writing is."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from nablascope.render.animation.progress import Progress
from nablascope.ui.style import named

_PARTS = 1000
"""A bar counts in whole numbers."""


class ProgressRow(QWidget):
    """A bar and the frame at work."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress")
        self.words = named(QLabel(), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.bar)

    def begin(self) -> None:
        """Shows that work has begun."""
        self.bar.setRange(0, 0)
        self.words.setText("Starting")

    def show_progress(self, progress: Progress) -> None:
        """Shows the frame; the bar runs to and fro while nobody knows of how many."""
        self.bar.setMaximum(0 if progress.share is None else _PARTS)
        self.bar.setValue(round(_PARTS * (progress.share or 0)))
        self.words.setText(str(progress))
