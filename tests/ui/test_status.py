"""What the engine does is always said, and Cancel is there exactly while something can be cancelled."""

import pytest
from PySide6.QtCore import Qt

from nablascope.ui.status import StatusLabel
from nablascope.workspace.status import Status


@pytest.fixture
def label(qtbot):
    label = StatusLabel(clock=lambda: 1.0)
    qtbot.addWidget(label)
    label.show()
    return label


def test_cancel_comes_with_a_run_that_takes_its_time_and_goes_with_it(qtbot, label):
    label.show_status(Status("ready", 0.0))
    assert not label.cancel.isVisible()
    label.show_status(Status("running", 0.0))
    qtbot.waitUntil(label.cancel.isVisible)
    label.show_status(Status("ready", 0.0))
    assert not label.cancel.isVisible()


def test_cancel_goes_with_the_run_also_while_what_was_done_is_told(qtbot, label):
    label.show_status(Status("running", 0.0))
    qtbot.waitUntil(label.cancel.isVisible)
    label.tell("Saved", "to a file")
    label.show_status(Status("ready", 0.0))
    assert not label.cancel.isVisible()
    assert label.label.text() == "Saved"


def test_cancel_is_pressed(qtbot, label):
    label.show_status(Status("running", 0.0))
    qtbot.waitUntil(label.cancel.isVisible)
    with qtbot.waitSignal(label.cancel_wanted):
        qtbot.mouseClick(label.cancel, Qt.MouseButton.LeftButton)


def test_in_a_window_it_ends_the_run_and_goes(desk):
    desk.types("endless")
    cancel = desk.window.title_row.status.cancel
    desk.qtbot.waitUntil(cancel.isVisible)
    desk.qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    desk.waits_for(lambda view: view.status.activity == "ready")
    assert desk.window.message_bar.text.text() == "you cancelled the run"
    assert not cancel.isVisible()
