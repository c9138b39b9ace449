"""What the window looked like at an earlier start, and what is kept for the next."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter

from nablascope.ui.main_window import MainWindow
from nablascope.ui.motion import system_reduces_motion
from nablascope.workspace.limits import SECONDS, SHARES, Limits

_SECONDS, _SHARE = "run_seconds", "run_share_of_memory"
_INSPECTOR, _COLUMNS, _HALVES = "inspector", "program_and_graph", "graph_and_inspector"
_DIRECTION = "direction"
_OUTLINE, _FLOORS = "outline", "graph_and_outline"


def remember(window: MainWindow, settings: QSettings) -> None:
    """Shows the inspector, and divides the window, as a person left them."""
    shown = window.actions_by_name["inspector"]
    window.wants_inspector = settings.value(_INSPECTOR, "true") == "true"
    shown.setChecked(window.wants_inspector)
    shown.triggered.connect(lambda on: settings.setValue(_INSPECTOR, "true" if on else "false"))
    for name, splitter in _splitters(window):
        _remember_sizes(splitter, settings, name)
    outline = window.actions_by_name["outline"]
    outline.setChecked(settings.value(_OUTLINE) == "true")
    outline.triggered.connect(lambda on: settings.setValue(_OUTLINE, "true" if on else "false"))
    window.actions_by_name["down"].triggered.connect(lambda on: settings.setValue(_DIRECTION, _word(on)))
    _remember_switches(window, settings)
    window.session.limited.connect(lambda limits: _keep_limits(limits, settings))


def _splitters(window: MainWindow) -> tuple[tuple[str, QSplitter], ...]:
    return (_COLUMNS, window.columns), (_HALVES, window.halves), (_FLOORS, window.floors)


def remembered_direction(settings: QSettings) -> bool:
    """Whether a person has graphs run from the top down."""
    return settings.value(_DIRECTION) == _word(True)


def _word(on: bool) -> str:
    return "down" if on else "right"


def remembered_limits(settings: QSettings) -> Limits:
    """What a run may use, as a person chose; the usual where that is none of the choices."""
    seconds = {str(one): one for one in SECONDS}.get(str(settings.value(_SECONDS)), Limits().seconds)
    share = {str(one): one for one in SHARES}.get(str(settings.value(_SHARE)), Limits().share)
    return Limits(seconds, share) if settings.contains(_SECONDS) else Limits()


def _keep_limits(limits: Limits, settings: QSettings) -> None:
    settings.setValue(_SECONDS, str(limits.seconds))
    settings.setValue(_SHARE, str(limits.share))


def _remember_sizes(splitter: QSplitter, settings: QSettings, name: str) -> None:
    sizes = settings.value(name)
    if isinstance(sizes, QByteArray):
        splitter.restoreState(sizes)
    splitter.splitterMoved.connect(lambda: settings.setValue(name, splitter.saveState()))


def _remember_switches(window: MainWindow, settings: QSettings) -> None:
    """Whether numbers move is the system's wish until a person has one."""
    usual = {"follow": True, "still": system_reduces_motion(), "minimap": True}
    for name, on in usual.items():
        action = window.actions_by_name[name]
        action.setChecked(settings.value(name, "true" if on else "false") == "true")
        action.triggered.connect(lambda on, name=name: settings.setValue(name, "true" if on else "false"))
