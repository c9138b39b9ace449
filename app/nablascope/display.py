"""Is there a display? Asked without importing Qt."""

import os
import sys


def has_display() -> bool:
    """Whether Qt finds something to open a window on, or was told what to use instead."""
    names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)
