"""`Heading`: the name of a pane, which also says where what it shows is not of the present run."""

from PySide6.QtWidgets import QLabel, QWidget

from nablascope.ui.style import heading_font, named

EARLIER = "of an earlier run"


class Heading(QLabel):
    """A name in small capitals; `earlier` takes its place over what is not of the present run."""

    def __init__(self, title: str, earlier: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = title, earlier or f"{title} {EARLIER}"
        named(self, "heading")
        self.setFont(heading_font())
        self.show_earlier(earlier=False)

    def show_earlier(self, *, earlier: bool) -> None:
        """Says whether what stands below is that of an earlier run."""
        self.setText(self._titles[earlier].upper())
