"""What is pasted into the editor."""

from PySide6.QtWidgets import QTextEdit, QToolTip

from nablascope.core.language.bounds import MAX_BYTES
from nablascope.ui.tooltips import plain


def paste(editor: QTextEdit, text: str) -> None:
    """Inserts `text` as plain text; one that no program can be as long as stays on the clipboard alone."""
    if len(text) <= MAX_BYTES:
        editor.textCursor().insertText(text)
        return
    told = f"This text has {len(text):,} characters, and a program at most {MAX_BYTES:,}: it was not pasted."
    QToolTip.showText(editor.mapToGlobal(editor.cursorRect().bottomLeft()), plain(told), editor)
