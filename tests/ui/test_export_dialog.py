"""The picture goes into a file as a person asks for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from nablascope.ui.export_dialog import ExportDialog


@pytest.fixture
def dialog(desk, tmp_path):
    dialog = ExportDialog(desk.window.canvas.display_list, tmp_path / "sine.png", desk.window)
    dialog.open()
    return dialog


def press_export(desk, dialog) -> None:
    desk.qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)


def test_the_action_suggests_the_documents_name(desk):
    desk.triggers("example_two-inputs")
    desk.waits_for(lambda view: view.picture is not None)
    desk.triggers("export")
    dialog = desk.window.findChild(ExportDialog)
    assert dialog.path.text().endswith("two-inputs.png")
    dialog.reject()


def test_a_png_has_the_chosen_scale(desk, dialog, tmp_path):
    sizes = []
    for number in (1, 3):
        dialog.scales[number - 1].click()
        press_export(desk, dialog)
        sizes.append(QImage(str(tmp_path / "sine.png")).width())
    assert sizes[1] == pytest.approx(3 * sizes[0], abs=3)
    assert sizes[0] > 432
    assert not dialog.isVisible()


def test_the_background_is_paper_or_nothing(desk, dialog, tmp_path):
    press_export(desk, dialog)
    assert QImage(str(tmp_path / "sine.png")).pixelColor(0, 0).alpha() == 255
    dialog.transparent.click()
    press_export(desk, dialog)
    assert QImage(str(tmp_path / "sine.png")).pixelColor(0, 0).alpha() == 0


def test_an_svg_keeps_text_as_text(desk, dialog, tmp_path):
    dialog.svg.click()
    assert dialog.path.text().endswith("sine.svg")
    assert not dialog.scales[0].isEnabled()
    press_export(desk, dialog)
    assert "PowBackward0" in (tmp_path / "sine.svg").read_text(encoding="utf-8")


def test_a_typed_ending_chooses_the_format(desk, dialog, tmp_path):
    dialog.path.clear()
    desk.qtbot.keyClicks(dialog.path, str(tmp_path / "typed.svg"))
    assert dialog.svg.isChecked()
    press_export(desk, dialog)
    assert (tmp_path / "typed.svg").read_text(encoding="utf-8").startswith("<svg")


def test_browse_fills_in_the_file(desk, dialog, tmp_path, monkeypatch):
    chosen = str(tmp_path / "elsewhere")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (chosen, ""))
    desk.qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.path.text() == f"{chosen}.png"


def test_a_file_that_cannot_be_written_is_said_and_the_dialog_stays(desk, dialog, tmp_path):
    dialog.path.setText(str(tmp_path / "none" / "sine.png"))
    press_export(desk, dialog)
    assert dialog.isVisible()
    assert "annot write" in dialog.failure.text()
    dialog.path.setText(str(tmp_path / "sine.png"))
    press_export(desk, dialog)
    assert (tmp_path / "sine.png").exists()
