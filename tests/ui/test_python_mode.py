"""The window asks before a text runs as Python, and says that it did."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from tests.ui.conftest import value_of

from nablascope.core.wire.messages import Ready
from nablascope.document.document import Document
from nablascope.ui.allowed_texts import MOST, load, remember_allowed
from nablascope.ui.python_mode import FREE, HELD, REPLACED, run_as_python
from nablascope.workspace.consent import digest
from nablascope.workspace.events import BecameReady, Open

CLASS = "class A: pass\nx"
EDITED = "class A: pass\nx*2"
OTHER = "class B: pass"
Answer = QMessageBox.StandardButton


@pytest.fixture
def refused(open_desk):
    """A window on a text that the expression language does not have."""
    desk = open_desk(CLASS)
    desk.waits_for(lambda view: view.message is not None)
    return desk


def test_the_button_asks_and_cancel_runs_nothing(refused, boxes):
    button = refused.window.message_bar.action
    assert button.text() == "Run as Python…"
    refused.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (question,) = boxes
    assert question.startswith("Run this text as Python?")
    assert boxes.default == "Cancel"
    assert not refused.session.workspace.allowed
    assert not refused.window.title_row.python.isVisible()


def test_a_yes_runs_exactly_that_text_under_a_mark(refused, boxes):
    boxes.answer = Answer.Yes
    refused.triggers("run_python")
    refused.waits_for_graph(3.0)
    assert refused.window.title_row.python.isVisible()
    assert refused.session.workspace.allowed == {digest(CLASS)}
    assert not refused.window.message_bar.isVisible()


def test_a_changed_text_runs_on_a_keystroke_alone(refused, boxes):
    boxes.answer = Answer.Yes
    refused.triggers("run_python")
    refused.waits_for_graph(3.0)
    QTest.keyClick(refused.window.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    refused.qtbot.keyClicks(refused.window.editor, "*2")
    refused.waits_for(lambda view: view.message is not None and view.message.action == "run_python")
    assert refused.window.title_row.status.label.text() == "Changed: press Ctrl+Return"
    assert refused.window.message_bar.action.text() == "Run as Python"
    assert refused.sees.picture.dimmed
    assert refused.window.output.heading.text() == "OUTPUT OF AN EARLIER RUN"
    QTest.keyClick(refused.window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    refused.waits_for(lambda view: view.message is None and not view.picture.dimmed)
    assert refused.window.editor.text() == EDITED
    assert len(boxes) == 1
    assert refused.window.output.heading.text() == "OUTPUT"
    assert value_of(refused.sees) == 3.0


def test_a_pasted_program_is_asked_about_though_another_was_allowed(refused, boxes):
    boxes.answer = Answer.Yes
    refused.triggers("run_python")
    refused.waits_for_graph(3.0)
    refused.pastes(OTHER)
    refused.waits_for(lambda view: view.message is not None)
    assert refused.window.message_bar.action.text() == "Run as Python…"
    boxes.answer = Answer.Cancel
    QTest.keyClick(refused.window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(boxes) == 2
    assert REPLACED in boxes[-1]
    assert REPLACED not in boxes[0]
    assert digest(OTHER) not in refused.session.workspace.allowed


def test_a_document_that_is_opened_asks_nothing_and_runs_nothing_as_python(desk, boxes):
    desk.session.dispatch(Open(Document(CLASS)))
    desk.waits_for(lambda view: view.message is not None)
    assert list(boxes) == []
    assert not desk.window.title_row.python.isVisible()


def test_an_empty_text_is_nothing_to_ask_about(desk, boxes):
    desk.triggers("new")
    desk.triggers("run_python")
    assert list(boxes) == []


@pytest.mark.parametrize(("confined", "words"), [(True, HELD), (False, FREE)])
def test_the_question_says_what_python_may_do_here(refused, boxes, confined, words):
    refused.session.dispatch(BecameReady(Ready("2.13.0", (), confined)))
    run_as_python(refused.session, refused.window)
    assert words in boxes[-1]


def test_forgetting_takes_the_mark_and_the_permission(refused, boxes):
    boxes.answer = Answer.Yes
    refused.triggers("run_python")
    refused.waits_for_graph(3.0)
    refused.triggers("forget_python")
    refused.waits_for(lambda view: view.message is not None)
    assert refused.window.message_bar.action.text() == "Run as Python…"
    assert not refused.window.actions_by_name["forget_python"].isEnabled()


def test_what_is_allowed_is_kept_in_a_file_apart_until_it_is_forgotten(refused, boxes, tmp_path):
    path = tmp_path / "kept" / "allowed.txt"
    remember_allowed(refused.session, path, lambda *_: None)
    boxes.answer = Answer.Yes
    refused.triggers("run_python")
    assert load(path) == (digest(CLASS),)
    assert CLASS not in path.read_text()
    refused.triggers("forget_python")
    assert load(path) == ()


def test_the_newest_are_kept(refused, tmp_path):
    path = tmp_path / "allowed.txt"
    path.write_text("".join(f"{digest(str(number))}\n" for number in range(MOST)))
    remember_allowed(refused.session, path, lambda *_: None)
    refused.session.allowed.emit(digest("newest"))
    kept = load(path)
    assert (len(kept), kept[0], kept[-1]) == (MOST, digest("1"), digest("newest"))


@pytest.mark.parametrize("damage", [b"\xff\x00" * 99, b"a" * 10**6, b"../x\n" + b"0" * 63 + b"\n"])
def test_a_damaged_file_allows_nothing(tmp_path, damage):
    path = tmp_path / "allowed.txt"
    path.write_bytes(damage)
    assert load(path) == ()
    assert load(tmp_path / "none") == ()


def test_what_cannot_be_kept_is_said(refused, tmp_path):
    (tmp_path / "file").write_text("")
    told = []
    remember_allowed(
        refused.session, Path(tmp_path, "file", "allowed.txt"), lambda *words: told.append(words)
    )
    refused.session.allowed.emit(digest(CLASS))
    ((words, _),) = told
    assert words == "What may run as Python could not be kept"
