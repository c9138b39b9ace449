"""The help windows: short, plain texts."""

from importlib.metadata import version

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from nablascope.resource import resource
from nablascope.ui.actions import Actions, plain_text
from nablascope.ui.rich_text import dress

_SIZE = (560, 560)
_MARGIN = 24


def reading_help(parent: QWidget) -> QDialog:
    """How to read the picture."""
    return _text_window("How to read the picture", resource("help/reading.md").read_text("utf-8"), parent)


def shortcuts_help(actions: Actions, parent: QWidget) -> QDialog:
    """Every action with its keys, as they are set now."""
    tables = (_table(title, [actions[spec.name] for spec in specs if spec]) for title, specs in actions.menus)
    return _text_window("Keyboard shortcuts", "\n".join(tables), parent)


def about(torch: str, parent: QWidget) -> QDialog:
    """What this is, and what it runs on."""
    engine = f"PyTorch {torch}" if torch else "PyTorch is still loading"
    dialog = QDialog(parent)
    dialog.setWindowTitle("About Nablascope")
    text = QLabel(
        f"Nablascope {version('nablascope')}\n\n"
        "Shows PyTorch's own autograd graph with every value and every gradient.\n\n"
        f"{engine}, PySide6 {pyside_version}. MIT licence.",
        wordWrap=True,
        textFormat=Qt.TextFormat.PlainText,
    )
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    column.addWidget(text)
    column.addWidget(_close(dialog))
    return dialog


def _table(menu: str, actions: list[QAction]) -> str:
    rows = "\n".join(f"| {plain_text(action)} | {_keys(action.shortcuts())} |" for action in actions)
    return f"### {menu.replace('&', '')}\n\n| Action | Keys |\n|:--|:--|\n{rows}\n"


def _close(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box


def _keys(shortcuts: list[QKeySequence]) -> str:
    return ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in shortcuts)


def _text_window(title: str, markdown: str, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(*_SIZE)
    browser = QTextBrowser()
    browser.setMarkdown(markdown)
    dress(browser.document())
    browser.document().setDocumentMargin(_MARGIN)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(browser)
    buttons = _close(dialog)
    buttons.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN // 2)
    column.addWidget(buttons)
    return dialog
