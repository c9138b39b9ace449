"""Line numbers: every digit can be read, however many lines there are."""

import pytest
from PySide6.QtGui import QColor

from nablascope.core.scene.theme_file import load_theme
from nablascope.render.fonts import load_fonts
from nablascope.ui.editor import Editor

LIGHT = load_theme("light")


@pytest.fixture
def editor(qtbot, qapp):
    load_fonts()
    editor = Editor(LIGHT)
    qtbot.addWidget(editor)
    editor.resize(400, 300)
    editor.setStyleSheet("background: white; border: none")
    editor.show()
    return editor


def written(editor) -> list[int]:
    """The columns of the gutter on which something is written, last line in sight and current."""
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    gutter = editor._gutter
    picture = editor.grab(gutter.geometry()).toImage()
    ground = {QColor("white").rgb(), QColor(LIGHT.gradient_wash).rgb()}
    columns = range(picture.width())
    return [x for x in columns if any(picture.pixel(x, y) not in ground for y in range(picture.height()))]


@pytest.mark.parametrize("lines", [1, 99, 999, 1000, 9999, 10_000])
def test_numbers_keep_away_from_the_edge_and_from_the_text(editor, lines):
    editor.show_text("\n" * (lines - 1))
    columns = written(editor)
    assert columns[0] >= 5
    assert editor.viewport().x() - columns[-1] >= 8


def test_up_to_999_lines_the_text_does_not_move_sideways(editor):
    left = editor.viewport().x()
    editor.show_text("\n" * 998)
    assert editor.viewport().x() == left
    editor.show_text("\n" * 9999)
    assert editor.viewport().x() > left
    editor.show_text("x")
    assert editor.viewport().x() == left
