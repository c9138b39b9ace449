"""Qt without a window: for the command line, the Python API and tests."""

from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from nablascope.display import has_display
from nablascope.render.fonts import load_fonts


def platform_arguments() -> list[str]:
    """Command line arguments that let Qt start: its offscreen platform where there is no display."""
    return [] if has_display() else ["-platform", "offscreen"]


def ensure_gui() -> QGuiApplication:
    """The running Qt application, made if there is none, with the bundled fonts loaded.

    Raises:
        RuntimeError: if the process runs a Qt application that cannot draw.
        OSError: if a bundled font is missing.
    """
    running = QCoreApplication.instance()
    if running is not None and not isinstance(running, QGuiApplication):
        raise RuntimeError("the running Qt application has no QtGui; make a QGuiApplication instead")
    application = running or _new_application()
    load_fonts()
    return application


@cache
def _new_application() -> QGuiApplication:
    """Made once and kept, since Qt ends with the last reference to it."""
    return QGuiApplication(["nablascope", *platform_arguments()])
