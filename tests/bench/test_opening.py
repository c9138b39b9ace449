"""How long a person waits for a recorded trace of 100,000 nodes, and what memory the window then holds.

The goals are 3 s or less from the wish to the first picture, and 300 MB or less.
"""

import subprocess
import sys

import pytest
from tests.bench.graphs import graph

from nablascope.core.graph.trace_file import encode_trace

APP = """
import os, sys, time
import psutil
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from nablascope.ui.appearance import Appearance
from nablascope.ui.application import open_window, starting_workspace

class Painted(QObject):
    def eventFilter(self, canvas, event):
        if event.type() == QEvent.Type.Paint and canvas.picture is not None and "picture" not in told:
            told["picture"] = time.monotonic()
            QTimer.singleShot(500, application.quit)
        return False

told = {}
application = QApplication([])
window = open_window(application, starting_workspace(sys.argv[1]), Appearance("light"))
window.resize(1280, 800)
painted = Painted()
window.canvas.installEventFilter(painted)
window.show()
application.processEvents()
began = time.monotonic()
window.files.load_trace(sys.argv[1])
application.exec()
print(told["picture"] - began, psutil.Process().memory_info().rss)
window.session.close()
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("name", ["chain", "layered"])
def test_a_recorded_trace_is_there_soon_and_small(benchmark, tmp_path, name):
    path, told = tmp_path / f"{name}.nablatrace", []
    path.write_bytes(encode_trace(graph(name)))
    benchmark.pedantic(lambda: told.append(opened(path)), rounds=1)
    ((seconds, megabytes),) = told
    benchmark.extra_info.update(seconds=seconds, megabytes=megabytes)
    print(f"\n{name}: first picture after {seconds:.1f} s (goal 3), {megabytes:.0f} MB (goal 300)")


def opened(path) -> tuple[float, float]:
    """Seconds to the first picture, and the window process's memory in MB."""
    command = [sys.executable, "-c", APP, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    seconds, resident = map(float, done.stdout.split())
    return seconds, resident / 1e6
