"""When the view goes to a step, and when it stays in a person's hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from tests.workspace.stepper import SINE, recording_of

from nablascope.document.document import Document
from nablascope.ui.viewport import Viewport
from nablascope.workspace import step_events
from nablascope.workspace.editing import workspace_on
from nablascope.workspace.events import Open
from nablascope.workspace.view import view

FAR = Viewport(x=-5000.0, y=-5000.0)


@pytest.fixture
def desk(open_desk):
    desk = open_desk(workspace=replace(workspace_on(Open(Document())), recording=recording_of(SINE)))
    desk.window.show_view(view(desk.session.workspace))
    desk.window.canvas.repaint()
    return desk


def goes_to(desk, place):
    timeline = desk.window.canvas.picture.timeline
    desk.session.dispatch(step_events.GoTo(timeline.stops[place]))


def test_a_step_comes_into_view(desk):
    desk.window.canvas.viewport = FAR
    goes_to(desk, 1)
    assert desk.window.canvas.viewport != FAR


def test_while_the_paper_is_held_no_step_takes_it_away(desk):
    canvas = desk.window.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    canvas.viewport = FAR
    goes_to(desk, 1)
    assert canvas.viewport == FAR
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    goes_to(desk, 2)
    assert canvas.viewport != FAR


def test_where_a_person_went_during_a_step_the_view_stays_when_its_numbers_arrive(desk):
    canvas = desk.window.canvas
    desk.session.dispatch(step_events.GoOn())
    assert desk.session.workspace.transport.t < 1.0
    canvas.pan(QPointF(-5000.0, -5000.0))
    there = canvas.viewport
    desk.session.dispatch(step_events.ChooseStill(True))
    desk.session.dispatch(step_events.Tick())
    assert desk.session.workspace.transport.t == 1.0
    assert canvas.viewport == there
