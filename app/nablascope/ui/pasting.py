"""What is pasted into the editor."""

from PySide6.QtWidgets import QTextEdit, QToolTip

from nablascope.core.language.bounds import MAX_BYTES, MAX_LINES
from nablascope.ui.tooltips import plain


def paste(editor: QTextEdit, text: str) -> None:
    """Inserts `text` as plain text; one that no program can be as long as stays on the clipboard alone."""
    refusal = _refusal(text)
    if refusal is None:
        editor.textCursor().insertText(text)
        return
    told = f"{refusal}: it was not pasted."
    QToolTip.showText(editor.mapToGlobal(editor.cursorRect().bottomLeft()), plain(told), editor)


def _refusal(text: str) -> str | None:
    lines = text.count("\n") + 1
    if len(text) > MAX_BYTES:
        return f"This text has {len(text):,} characters, and a program at most {MAX_BYTES:,}"
    if lines > MAX_LINES:
        return f"This text has {lines:,} lines, and a program at most {MAX_LINES:,}"
    return None
