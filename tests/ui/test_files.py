"""Opening and saving never loses a text."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nablascope.ui.application import starting_workspace
from nablascope.ui.files import ALL_FILES
from nablascope.workspace.events import ChooseDType


def test_save_as_writes_the_text_and_names_the_window(desk, tmp_path, monkeypatch):
    target = tmp_path / "square.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(target), ""))
    desk.pastes("y = π")
    assert desk.window.isWindowModified()
    desk.triggers("save")
    assert target.read_text(encoding="utf-8") == "y = π"
    assert not desk.window.isWindowModified()
    assert desk.window.title_row.title.text() == "square.py"


def test_saving_again_asks_for_no_name(desk, tmp_path, monkeypatch):
    target = tmp_path / "square.py"
    desk.window.files._write(str(target))
    desk.types("y = 2")
    desk.triggers("save")
    assert target.read_text() == "y = 2"


def test_a_file_opens(desk, tmp_path):
    path = tmp_path / "cube.py"
    path.write_bytes("\ufeffx**3\r\n".encode())
    desk.window.files.open_path(str(path))
    assert desk.window.editor.text() == "x**3\n"
    assert desk.window.title_row.title.text() == "cube.py"


def test_a_file_opens_as_it_does_at_the_start(desk, tmp_path):
    path = tmp_path / "cube.py"
    path.write_text("x**3")
    desk.session.dispatch(ChooseDType("float64"))
    desk.window.files.open_path(str(path))
    assert desk.session.workspace.document == starting_workspace(str(path)).document
    desk.waits_for_graph(1.0)


def test_a_file_keeps_its_line_ends(desk, tmp_path):
    path = tmp_path / "windows.py"
    path.write_bytes(b"a = x\r\na*a\r\n")
    desk.window.files.open_path(str(path))
    assert not desk.window.isWindowModified()
    desk.triggers("save")
    assert path.read_bytes() == b"a = x\r\na*a\r\n"
    desk.window.files._write(str(tmp_path / "copy.py"))
    desk.triggers("new")
    desk.pastes("a\nb")
    desk.window.files._write(str(tmp_path / "new.py"))
    assert (tmp_path / "copy.py").read_bytes() == b"a = x\r\na*a\r\n"
    assert (tmp_path / "new.py").read_bytes() == b"a\nb"


def test_what_the_editor_cannot_hold_is_replaced_once_at_opening(desk, tmp_path):
    path = tmp_path / "pasted.py"
    path.write_text("x\u00a0= 1\u2028y\u2029z", encoding="utf-8")
    desk.window.files.open_path(str(path))
    assert desk.session.workspace.document.text == desk.window.editor.text() == "x = 1\ny\nz"
    assert not desk.window.isWindowModified()


def test_opening_the_same_file_again_and_saving_first_keeps_the_edit(desk, boxes, tmp_path):
    path = tmp_path / "same.py"
    path.write_text("x**3")
    desk.window.files.open_path(str(path))
    desk.types("x**4")
    boxes.answer = QMessageBox.StandardButton.Save
    desk.window.files.open_path(str(path))
    assert len(boxes) == 1
    assert path.read_text() == desk.window.editor.text() == "x**4"


def test_unsaved_text_is_asked_for_before_another_document(desk, boxes, tmp_path):
    desk.types("x**9")
    desk.triggers("example_sine")
    assert desk.window.editor.text() == "x**9"
    boxes.answer = QMessageBox.StandardButton.Discard
    desk.triggers("new")
    assert desk.window.editor.text() == ""
    assert len(boxes) == 2


def test_save_in_the_question_saves_first(desk, boxes, tmp_path, monkeypatch):
    target = tmp_path / "kept.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(target), ""))
    boxes.answer = QMessageBox.StandardButton.Save
    desk.types("x**9")
    desk.triggers("new")
    assert boxes.default == "Save"
    assert target.read_text() == "x**9"
    assert desk.window.editor.text() == ""


def test_giving_up_the_file_dialog_keeps_the_text(desk, boxes, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: ("", ""))
    boxes.answer = QMessageBox.StandardButton.Save
    desk.types("x**9")
    desk.triggers("new")
    assert desk.window.editor.text() == "x**9"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"#" * (2 << 20), "too long"), (None, "could not be opened")],
)
def test_what_cannot_be_opened_says_why(desk, boxes, tmp_path, content, words):
    path = tmp_path / "bad.py"
    if content is not None:
        path.write_bytes(content)
    desk.window.files.open_path(str(path))
    assert words in boxes[0]
    assert desk.window.editor.text() == "x**2"


def test_a_folder_that_does_not_exist_cannot_be_saved_to(desk, boxes, tmp_path):
    desk.types("x**9")
    assert not desk.window.files._write(str(tmp_path / "none" / "x.py"))
    assert "could not be saved" in boxes[0]
    assert desk.window.isWindowModified()


def answer_save_as(monkeypatch, path, filters="") -> list[str]:
    """Save As is answered with `path`; where it began."""
    began = []

    def choose(window, title, suggestion, offered):
        began.append(suggestion)
        return str(path), filters

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return began


def test_a_name_without_an_ending_gets_one_that_open_lists(desk, tmp_path, monkeypatch):
    answer_save_as(monkeypatch, tmp_path / "mine")
    desk.triggers("save_as")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.py"]
    answer_save_as(monkeypatch, tmp_path / "notes", ALL_FILES)
    desk.triggers("save_as")
    assert (tmp_path / "notes").exists()


def test_the_ending_that_is_added_replaces_no_file_unasked(desk, boxes, tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("precious")
    answer_save_as(monkeypatch, tmp_path / "mine")
    desk.triggers("save_as")
    assert "mine.py already exists" in boxes[0]
    assert (tmp_path / "mine.py").read_text() == "precious"


def test_dialogs_begin_where_the_last_one_ended(desk, tmp_path, monkeypatch):
    (tmp_path / "cube.py").write_text("x**3")
    desk.window.files.open_path(str(tmp_path / "cube.py"))
    desk.triggers("new")
    began = answer_save_as(monkeypatch, "")
    desk.triggers("save_as")
    assert began == [str(tmp_path / "untitled.py")]
    desk.window.files.exported(str(tmp_path / "pictures" / "a.png"))
    desk.triggers("save_as")
    assert began[1] == str(tmp_path / "pictures" / "untitled.py")


def test_saving_says_that_the_file_keeps_the_text_only(desk, tmp_path, monkeypatch):
    answer_save_as(monkeypatch, tmp_path / "mine.py")
    desk.triggers("save_as")
    label = desk.window.title_row.status.label
    assert label.text() == "Saved mine.py, text only"
    assert "not the values of the inputs" in label.toolTip()
    desk.types("endless")
    desk.qtbot.waitUntil(lambda: label.text().startswith("Running"))


@pytest.mark.parametrize("name", ["new", "example_square"])
def test_whoever_opens_a_document_can_type_at_once(desk, name):
    desk.window.activateWindow()
    desk.window.title_row.device.setFocus()
    desk.triggers(name)
    assert desk.window.focusWidget() is desk.window.editor
