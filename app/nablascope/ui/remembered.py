"""What the window looked like at an earlier start, and what is kept for the next."""

from PySide6.QtCore import QByteArray, QSettings

from nablascope.ui.main_window import MainWindow

_INSPECTOR, _COLUMNS = "inspector", "columns"


def remember(window: MainWindow, settings: QSettings) -> None:
    """Shows the inspector, and divides the window, as a person left them."""
    shown = window.actions_by_name["inspector"]
    window.wants_inspector = settings.value(_INSPECTOR, "true") == "true"
    shown.setChecked(window.wants_inspector)
    shown.triggered.connect(lambda on: settings.setValue(_INSPECTOR, "true" if on else "false"))
    columns = settings.value(_COLUMNS)
    if isinstance(columns, QByteArray):
        window.columns.restoreState(columns)
    window.columns.splitterMoved.connect(lambda: settings.setValue(_COLUMNS, window.columns.saveState()))
