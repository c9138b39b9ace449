"""Playing a run of an MLP of 100 nodes: frames a second while numbers move, and what they cost.

The goals are 60 frames a second, and less than half of one core.
"""

import time
from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from nablascope.document.document import Document
from nablascope.ui.appearance import Appearance
from nablascope.ui.application import open_window
from nablascope.workspace import events, step_events
from nablascope.workspace.editing import workspace_on

LAYERS = 20
SECONDS = 5
IN_MOTION = 0.1
"""Frames that come sooner than this, in seconds, one after the other are of one motion."""

MLP = "\n".join(
    [
        "torch.manual_seed(0)",
        *(f"W{i} = torch.randn(8, 8, requires_grad=True)" for i in range(LAYERS)),
        *(f"b{i} = torch.zeros(8, requires_grad=True)" for i in range(LAYERS)),
        "h = torch.ones(1, 8)",
        *(f"h = torch.relu(h @ W{i} + b{i})" for i in range(LAYERS)),
        "loss = h.sum()",
    ]
)


class Painted(QObject):
    """Notes when the canvas is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
        return False


@dataclass(frozen=True)
class Played:
    """What some seconds of playing came to."""

    frames: float
    core: float
    longest: float


@pytest.fixture
def window(qapp, qtbot):
    window = open_window(qapp, workspace_on(events.Open(Document(MLP))), Appearance("light"))
    window.show()
    qtbot.waitUntil(lambda: window.canvas.display_list is not None, timeout=60_000)
    yield window
    window.session.close()
    window.hide()
    window.deleteLater()


def play(window, speed: float) -> Played:
    painted = Painted()
    window.canvas.installEventFilter(painted)
    for event in (
        step_events.GoTo(0),
        step_events.ChooseSpeed(speed),
        step_events.ChooseLoop(True),
        step_events.PlayOrPause(),
    ):
        window.session.dispatch(event)
    used, began = time.thread_time(), time.perf_counter()
    live(SECONDS)
    core = (time.thread_time() - used) / (time.perf_counter() - began)
    window.session.dispatch(step_events.ShowWhole())
    window.canvas.removeEventFilter(painted)
    gaps = [other - one for one, other in pairwise(painted.times)]
    moving = [gap for gap in gaps if gap < IN_MOTION]
    return Played(len(moving) / max(sum(moving), 1e-9), core, max(moving, default=0.0))


def live(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


@pytest.mark.parametrize("speed", [1.0, 8.0])
@pytest.mark.parametrize("close", [False, True], ids=["whole graph", "100 percent"])
def test_a_run_plays_smoothly(benchmark, window, speed, close):
    nodes = len(window.canvas.picture.trace.nodes)
    window.canvas.actual_size() if close else window.canvas.fit()
    QApplication.processEvents()
    told: list[Played] = []
    benchmark.pedantic(lambda: told.append(play(window, speed)), rounds=1)
    (played,) = told
    benchmark.extra_info.update(nodes=nodes, frames_a_second=played.frames, share_of_a_core=played.core)
    print(
        f"\n{nodes} nodes at {speed:g}×: {played.frames:.0f} frames a second in motion, "
        f"{played.core:.0%} of a core, longest frame {played.longest * 1e3:.0f} ms"
    )
