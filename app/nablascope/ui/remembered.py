"""What the window looked like at an earlier start, and what is kept for the next."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter

from nablascope.ui.main_window import MainWindow
from nablascope.ui.motion import system_reduces_motion

_INSPECTOR, _COLUMNS, _HALVES = "inspector", "program_and_graph", "graph_and_inspector"


def remember(window: MainWindow, settings: QSettings) -> None:
    """Shows the inspector, and divides the window, as a person left them."""
    shown = window.actions_by_name["inspector"]
    window.wants_inspector = settings.value(_INSPECTOR, "true") == "true"
    shown.setChecked(window.wants_inspector)
    shown.triggered.connect(lambda on: settings.setValue(_INSPECTOR, "true" if on else "false"))
    for name, splitter in ((_COLUMNS, window.columns), (_HALVES, window.halves)):
        _remember_sizes(splitter, settings, name)
    _remember_steps(window, settings)


def _remember_sizes(splitter: QSplitter, settings: QSettings, name: str) -> None:
    sizes = settings.value(name)
    if isinstance(sizes, QByteArray):
        splitter.restoreState(sizes)
    splitter.splitterMoved.connect(lambda: settings.setValue(name, splitter.saveState()))


def _remember_steps(window: MainWindow, settings: QSettings) -> None:
    """Whether numbers move is the system's wish until a person has one."""
    usual = {"follow": True, "still": system_reduces_motion()}
    for name, on in usual.items():
        action = window.actions_by_name[name]
        action.setChecked(settings.value(name, "true" if on else "false") == "true")
        action.triggered.connect(lambda on, name=name: settings.setValue(name, "true" if on else "false"))
