"""`Output`: what the program printed, word for word."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nablascope.ui.heading import Heading
from nablascope.ui.style import mono_font

AT_ONCE = 2000
"""Lines; more are shown so many after the other, since laying out 60,000 stops the window for 0.4 s."""

LONG = 2000
"""Characters; to look for words in a longer line would stop the window for a second."""


class Output(QPlainTextEdit):
    """A text to read and copy, faint under a heading that says so where it is that of an earlier run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading("Output")
        self._text = ""
        self._rest: Iterator[str] = iter(())
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._show_more)
        self.setAccessibleName("Output")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(mono_font())
        self.setPlaceholderText("What the program prints appears here.")
        self.document().setDocumentMargin(0)
        self.setViewportMargins(14, 0, 6, 6)

    def show_lines(self, lines: tuple[str, ...], *, earlier: bool = False) -> None:
        """Shows `lines`; a selection survives where nothing changed."""
        self._show_earlier(earlier=earlier and bool(lines))
        text = "\n".join(lines)
        if text == self._text:
            return
        self._text, written = text, text.split("\n")
        wrap = QTextOption.WrapMode
        is_long = max(map(len, written)) > LONG
        # What is to go would be laid out anew, which takes long where it is long.
        self.clear()
        self.setWordWrapMode(wrap.WrapAnywhere if is_long else wrap.WrapAtWordBoundaryOrAnywhere)
        self.setPlainText("\n".join(written[:AT_ONCE]))
        starts = range(AT_ONCE, len(written), AT_ONCE)
        self._rest = iter(["\n".join(written[start : start + AT_ONCE]) for start in starts])
        self._more.start()

    def _show_earlier(self, *, earlier: bool) -> None:
        if self.property("earlier") != earlier:
            self.setProperty("earlier", earlier)
            self.heading.show_earlier(earlier=earlier)
            self.style().polish(self)

    def _show_more(self) -> None:
        lines = next(self._rest, None)
        if lines is None:
            self._more.stop()
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n" + lines)
