"""`run`: the window from start to end."""

import sys
from dataclasses import replace

from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nablascope.core.scene.theme import Theme
from nablascope.document.document import Document
from nablascope.document.examples import FIRST, example
from nablascope.engine_command import engine_command
from nablascope.render.fonts import load_fonts
from nablascope.resource import resource
from nablascope.ui.accessible_canvas import expose_nodes
from nablascope.ui.allowed_texts import allowed_file, load, remember_allowed
from nablascope.ui.appearance import Appearance, remembered_appearance
from nablascope.ui.engine_client import EngineClient
from nablascope.ui.handlers import connect_actions
from nablascope.ui.main_window import MainWindow
from nablascope.ui.python_mode import connect_python
from nablascope.ui.remembered import remember, remembered_direction, remembered_limits
from nablascope.ui.session import Session
from nablascope.ui.style import palette, style_sheet, ui_font
from nablascope.ui.text_file import read
from nablascope.ui.trace_loader import is_trace
from nablascope.workspace.editing import workspace_on
from nablascope.workspace.events import Open, Started
from nablascope.workspace.limits import Limits
from nablascope.workspace.recording import Recording
from nablascope.workspace.state import Workspace
from nablascope.workspace.view import view

_FRAME = QSize(16, 48)
"""What a window manager puts around a window, at most."""

BAD_INPUT = 2
"""The exit status of a command that was given something it cannot use."""


def run(path: str | None = None, example_name: str = FIRST) -> int:
    """Opens the window on the file `path`, or on an example, and stays until it closes.

    Returns:
        The process's exit status; `BAD_INPUT`, with one line on standard error, if the file is no text.
    """
    try:
        workspace = starting_workspace(path, example_name)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"nablascope: {error}\n")
        return BAD_INPUT
    application = QApplication(sys.argv[:1])
    settings = QSettings("Nablascope", "Nablascope", application)
    allowed = frozenset(load(allowed_file()))
    workspace = replace(workspace, allowed=allowed, down=remembered_direction(settings))
    appearance, limits = remembered_appearance(settings, application), remembered_limits(settings)
    window = open_window(application, workspace, appearance, limits)
    remember(window, settings)
    remember_allowed(window.session, allowed_file(), window.title_row.status.tell)
    window.resize(on_screen(window.size(), window.screen().availableSize()))
    window.show()
    if workspace.recording is not None:
        window.files.load_trace(workspace.recording.path)
    status = application.exec()
    window.session.close()
    return status


def on_screen(wanted: QSize, available: QSize) -> QSize:
    """The size of a window that lies with its frame within what a screen has `available`."""
    return wanted.boundedTo(available - _FRAME)


def starting_workspace(path: str | None, example_name: str = FIRST) -> Workspace:
    """The workspace on a file's text, on a recorded trace that is still to be read, or on an example.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is too long or not UTF-8.
    """
    if path is not None and is_trace(path):
        return replace(workspace_on(Open(Document())), recording=Recording(path))
    if path is not None:
        return workspace_on(read(path))
    chosen = example(example_name)
    return workspace_on(Open(chosen.document, chosen.title))


def open_window(
    application: QApplication, workspace: Workspace, appearance: Appearance, limits: Limits | None = None
) -> MainWindow:
    """A window that is ready to be shown; its engine, which takes longer, starts first."""
    session = Session(workspace, EngineClient(engine_command(), limits))
    session.dispatch(Started())
    load_fonts()
    application.setApplicationDisplayName("Nablascope")
    application.setStyle("Fusion")
    application.setFont(ui_font())
    application.setWindowIcon(QIcon(str(resource("icons/nablascope.svg"))))
    _wear(application, appearance.theme)
    appearance.themed.connect(lambda theme: _wear(application, theme))
    expose_nodes()
    window = MainWindow(session, appearance)
    connect_actions(window)
    connect_python(window)
    session.setParent(window)
    window.show_view(view(session.workspace))
    return window


def _wear(application: QApplication, theme: Theme) -> None:
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
