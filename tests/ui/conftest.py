"""A real window on an engine that speaks the frames but needs no torch."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.desks import recorded, stepped

from nablascope.core.wire.messages import Input
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.render.fonts import load_fonts
from nablascope.ui import application
from nablascope.ui.appearance import Appearance
from nablascope.workspace.limits import Limits
from nablascope.workspace.state import Workspace
from nablascope.workspace.step_events import Tick
from nablascope.workspace.transport_view import transport_view
from nablascope.workspace.view import view

FAKE_ENGINE = [sys.executable, str(Path(__file__).with_name("fake_engine.py"))]
DEADLINE = 0.4


class Desk:
    """A window and what a person does and sees at it."""

    def __init__(self, qtbot, window) -> None:
        self.qtbot = qtbot
        self.window = window
        self.session = window.session
        self.views = []
        self.session.changed.connect(self.views.append)

    @property
    def sees(self):
        return self.views[-1]

    def waits_for(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(self.views) and bool(condition(self.sees)), timeout=10_000)

    def waits_for_graph(self, value: float) -> None:
        self.waits_for(lambda view: view.picture is not None and value_of(view) == value)

    def types(self, text: str) -> None:
        self.window.editor.selectAll()
        self.qtbot.keyClicks(self.window.editor, text)

    def pastes(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.window.editor.selectAll()
        self.triggers("paste")

    def triggers(self, name: str) -> None:
        self.window.actions_by_name[name].trigger()


class Stepping:
    """A person at a desk who steps; time goes on only when they wait."""

    def __init__(self, desk) -> None:
        self.desk, self.window, self.session = desk, desk.window, desk.session
        self.canvas, self.bar = desk.window.canvas, desk.window.transport
        self.now = 0.0
        self.session._clock = lambda: self.now
        self.moved = []
        self.session.moved.connect(self.moved.append)

    @property
    def sees(self):
        return transport_view(self.session.workspace)

    @property
    def place(self) -> int | None:
        """Which step is shown; None for the whole graph."""
        return self.sees.place if self.sees.shown else None

    def presses(self, *keys, on=None) -> None:
        for key in keys:
            QTest.keyClick(on or self.canvas, key)

    def triggers(self, name: str) -> None:
        self.desk.triggers(name)

    def does(self, *happenings) -> None:
        for event in happenings:
            self.session.dispatch(event)

    def waits(self, seconds: float) -> None:
        """A screen's frame after the other."""
        for _ in range(round(seconds * 60)):
            self.now += 1 / 60
            self.does(Tick())


def value_of(view) -> float:
    """The value of x in the picture."""
    return view.picture.trace.nodes[0].value.values[0]


@pytest.fixture
def appearance(qapp):
    return Appearance("light")


@pytest.fixture
def open_desk(qtbot, qapp, monkeypatch, appearance):
    """Opens a window on a document; the clock of a run is short."""
    load_fonts()
    real_client = application.EngineClient
    monkeypatch.setattr(application, "engine_command", lambda: FAKE_ENGINE)
    monkeypatch.setattr(
        application, "EngineClient", lambda command, limits: real_client(command, limits or Limits(DEADLINE))
    )
    opened = []

    def open_window(text: str = "x**2", workspace: Workspace | None = None) -> Desk:
        program = Workspace(History(Document(text, (Input("x", (3.0,)),))), saved=text)
        window = application.open_window(qapp, workspace or program, appearance)
        opened.append(window)
        desk = Desk(qtbot, window)
        window.show()
        return desk

    yield open_window
    for window in opened:
        window.session.close()
        window.hide()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(open_desk):
    """A window that shows its first graph."""
    desk = open_desk()
    desk.waits_for_graph(3.0)
    return desk


@pytest.fixture
def open_recorded(open_desk, qapp):
    """Opens a window on a recorded trace, which is there at once."""

    def open_window(trace) -> Desk:
        desk = open_desk(workspace=recorded(trace))
        desk.window.show_view(view(desk.session.workspace))
        qapp.processEvents()
        return desk

    return open_window


@pytest.fixture
def open_stepped(open_desk, qtbot):
    """Opens a window on a recorded trace whose steps can be gone through; its clock stands."""

    def open_window(trace) -> Stepping:
        desk = open_desk(workspace=stepped(trace))
        desk.window.show_view(view(desk.session.workspace))
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        desk.window.canvas.setFocus()
        return Stepping(desk)

    return open_window


@pytest.fixture
def boxes(monkeypatch):
    """Every question and complaint, answered with the given button."""

    class Boxes(list[str]):
        answer = QMessageBox.StandardButton.Cancel

    shown = Boxes()

    def execute(box):
        assert box.textFormat() == Qt.TextFormat.PlainText
        shown.append(f"{box.text()} {box.informativeText()}")
        shown.default = box.defaultButton() and box.defaultButton().text()
        return shown.answer

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return shown
