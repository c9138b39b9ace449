"""`Output`: what the program printed, word for word."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nablascope.ui.style import mono_font


class Output(QPlainTextEdit):
    """A text to read and copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Output")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(mono_font())
        self.setPlaceholderText("What the program prints appears here.")
        self.document().setDocumentMargin(0)
        self.setViewportMargins(14, 0, 6, 6)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Shows `lines`; a selection survives where nothing changed."""
        text = "\n".join(lines)
        if text != self.toPlainText():
            self.setPlainText(text)
