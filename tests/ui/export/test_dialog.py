"""The picture goes into a file as a person asks for it."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from tests.core.films import film

from nablascope.core.scene.theme_file import THEMES, load_theme
from nablascope.ui.export.dialog import ExportDialog


@pytest.fixture
def dialog(desk, tmp_path):
    canvas = desk.window.canvas
    draw = partial(canvas.listed, canvas.picture)
    dialog = ExportDialog(
        draw, lambda *_: film(), tmp_path / "sine.png", load_theme("light", coloured=True), desk.window
    )
    dialog.open()
    yield dialog
    dialog.reject()


def press_export(desk, dialog) -> None:
    desk.qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)


def test_the_action_suggests_the_documents_name(desk):
    desk.triggers("example_two-inputs")
    desk.waits_for(lambda view: view.picture is not None)
    desk.triggers("export")
    dialog = desk.window.findChild(ExportDialog)
    assert dialog.path.text().endswith("two-inputs.png")
    dialog.reject()


def test_an_export_is_said_to_have_succeeded(desk, tmp_path):
    desk.triggers("export")
    dialog = desk.window.findChild(ExportDialog)
    dialog.path.setText(str(tmp_path / "pic.png"))
    press_export(desk, dialog)
    assert desk.window.title_row.status.label.text() == "Saved pic.png"


def test_a_png_has_the_chosen_scale(desk, dialog, tmp_path):
    sizes = []
    for number in (1, 3):
        dialog.still.scales[number - 1].click()
        dialog.path.setText(str(tmp_path / f"{number}.png"))
        press_export(desk, dialog)
        sizes.append(QImage(str(tmp_path / f"{number}.png")).width())
    assert sizes[1] == pytest.approx(3 * sizes[0], abs=3)
    assert sizes[0] > 432
    assert not dialog.isVisible()


def test_the_background_is_paper_or_nothing(desk, dialog, tmp_path):
    for button, alpha in ((dialog.still.paper, 255), (dialog.still.transparent, 0)):
        button.click()
        path = tmp_path / f"{alpha}.png"
        dialog.path.setText(str(path))
        press_export(desk, dialog)
        assert QImage(str(path)).pixelColor(0, 0).alpha() == alpha


@pytest.mark.parametrize("name", THEMES)
def test_the_theme_is_chosen_and_coloured_gradients_have_a_legend(desk, dialog, tmp_path, name):
    dialog.kinds.buttons["svg"].click()
    dialog.still.themes[THEMES.index(name)].click()
    press_export(desk, dialog)
    written = (tmp_path / "sine.svg").read_text(encoding="utf-8")
    theme = load_theme(name)
    assert f'fill="{theme.paper}"' in written
    assert f'fill="{theme.gradient_scale[-1]}"' in written


def test_an_svg_keeps_text_as_text(desk, dialog, tmp_path):
    dialog.kinds.buttons["svg"].click()
    assert dialog.path.text().endswith("sine.svg")
    assert not dialog.still.scales[0].isEnabled()
    press_export(desk, dialog)
    assert "PowBackward0" in (tmp_path / "sine.svg").read_text(encoding="utf-8")


def test_a_typed_ending_chooses_the_format(desk, dialog, tmp_path):
    dialog.path.clear()
    desk.qtbot.keyClicks(dialog.path, str(tmp_path / "typed.svg"))
    assert dialog.kinds.kind == "svg"
    assert not dialog.still.scales[0].isEnabled()
    assert dialog.still.size_note.text() == ""
    press_export(desk, dialog)
    assert (tmp_path / "typed.svg").read_text(encoding="utf-8").startswith("<svg")


def test_browse_fills_in_the_file(desk, dialog, tmp_path, monkeypatch):
    chosen = str(tmp_path / "elsewhere")
    names = iter((chosen, f"{chosen}.svg"))

    def choose(*arguments, options):
        assert options == QFileDialog.Option.DontConfirmOverwrite
        return next(names), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.path.text() == f"{chosen}.png"
    desk.qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.path.text() == f"{chosen}.svg"
    assert dialog.kinds.kind == "svg"


@pytest.mark.parametrize(("button", "left"), [("Cancel", b"precious"), ("Yes", b"\x89PNG")])
def test_a_file_that_exists_is_replaced_only_if_a_person_says_so(desk, dialog, tmp_path, boxes, button, left):
    path = tmp_path / "sine.png"
    path.write_bytes(b"precious")
    boxes.answer = QMessageBox.StandardButton[button]
    press_export(desk, dialog)
    (question,) = boxes
    assert "sine.png already exists" in question
    assert boxes.default == "Cancel"
    assert path.read_bytes().startswith(left)
    assert dialog.isVisible() == (button == "Cancel")


@pytest.mark.parametrize("name", ["", "  ", "graph", ".png", "graph.jpg", "net.v2"])
def test_a_name_without_a_known_ending_is_refused(desk, dialog, tmp_path, name):
    dialog.path.setText(str(tmp_path / name) if name.strip() else name)
    dialog.still.scales[0].click()
    press_export(desk, dialog)
    assert dialog.isVisible()
    assert dialog.failure.text() == "Name a file that ends in .png."
    assert not list(tmp_path.iterdir())
    dialog.path.setText(str(tmp_path / "graph.png"))
    assert not dialog.failure.isVisible()


@pytest.mark.parametrize(
    ("path", "changed"),
    [("a.png", "a.svg"), ("A.PNG", "A.svg"), ("net.v2", "net.v2.svg"), ("a", "a.svg"), ("", "")],
)
def test_the_ending_follows_the_format_and_the_rest_of_the_name_stays(dialog, path, changed):
    dialog.path.setText(path)
    dialog.kinds.buttons["svg"].click()
    assert dialog.path.text() == changed


def test_a_failure_is_shown_letter_for_letter(dialog):
    assert dialog.failure.textFormat() == Qt.TextFormat.PlainText


def test_a_file_that_cannot_be_written_is_said_and_the_dialog_stays(desk, dialog, tmp_path):
    dialog.path.setText(str(tmp_path / "none" / "sine.png"))
    press_export(desk, dialog)
    assert dialog.isVisible()
    assert "annot write" in dialog.failure.text()
    dialog.path.setText(str(tmp_path / "sine.png"))
    press_export(desk, dialog)
    assert (tmp_path / "sine.png").exists()
