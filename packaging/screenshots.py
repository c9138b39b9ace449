"""Makes the window's screenshots with the real engine: ``screenshots.py OUTDIR``.

Light and dark, scale 1 and 2, the tutorial's three examples, 1440 x 900; each scale in a process of its
own, since Qt reads it once. README's picture is kept as ``packaging/screenshot-light.png``.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from nablascope.document.examples import NAMES
from nablascope.ui.appearance import Appearance
from nablascope.ui.application import open_window, starting_workspace
from nablascope.ui.inspector import PATIENCE_MS as PATIENCE_OF_INSPECTOR_MS
from nablascope.ui.main_window import MainWindow
from nablascope.workspace.events import Select
from nablascope.workspace.view_state import Selected, ViewState

SCALES = (1, 2)
THEMES = ("light", "dark")
PATIENCE_MS = 60_000


def main() -> int:
    """Makes all of them, or those of one scale."""
    parser = argparse.ArgumentParser(description="Makes the window's screenshots.")
    parser.add_argument("folder", type=Path, metavar="OUTDIR")
    parser.add_argument("--scale", type=int, choices=SCALES, help="only this one, in this process")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.scale:
        return photograph(options.folder, options.scale)
    return max(_child(options.folder, scale) for scale in SCALES)


def _child(folder: Path, scale: int) -> int:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": str(scale)}
    command = [sys.executable, __file__, str(folder), "--scale", str(scale)]
    return subprocess.run(command, env=environment, check=False).returncode


def photograph(folder: Path, scale: int) -> int:
    """Takes every example in every theme."""
    application = QApplication(sys.argv[:1])
    # A blinking cursor would make two runs differ.
    application.setCursorFlashTime(0)
    for theme in THEMES:
        for name in NAMES:
            path = folder / f"{name}-{theme}-{scale}x.png"
            window = open_window(application, starting_workspace(None, name), Appearance(theme))
            window.show()
            settled = _settled(window)
            _select_an_operation(window)
            if not (settled and window.grab().save(str(path))):
                sys.stderr.write(f"no picture of {name}\n")
                return 1
            window.close()
            window.deleteLater()
            print(path)
    return 0


def _settled(window: MainWindow) -> bool:
    """Waits for the graph of the text as it stands, and until it is painted."""
    loop = QEventLoop()

    def look(view: ViewState) -> None:
        if view.picture is not None and not view.picture.dimmed and view.status.activity == "ready":
            QTimer.singleShot(0, loop.quit)

    window.session.changed.connect(look)
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    status = loop.exec()
    # What is laid out anew asks for it through the queue.
    QApplication.processEvents()
    return status == 0


def _select_an_operation(window: MainWindow) -> None:
    """The first operation, so that the inspector has something to tell."""
    picture = window.session.workspace.shown
    if picture is None or picture.reply.trace is None:
        return
    operation = list(picture.reply.trace.nodes.kind).index("op")
    window.session.dispatch(Select(Selected("node", operation)))
    loop = QEventLoop()
    QTimer.singleShot(2 * PATIENCE_OF_INSPECTOR_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
