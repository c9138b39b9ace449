"""The start of the app."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from nablascope.document.examples import FIRST, example
from nablascope.ui.application import on_screen, run, starting_workspace
from nablascope.workspace.view import view


def test_it_starts_on_the_tutorials_example():
    assert starting_workspace(None).document == example(FIRST).document
    assert not view(starting_workspace(None)).modified


def test_it_starts_on_a_file(tmp_path):
    path = tmp_path / "cube.py"
    path.write_text("x**3")
    shown = view(starting_workspace(str(path)))
    assert (shown.title, shown.text, shown.modified) == ("cube.py", "x**3", False)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * (2 << 20), None])
def test_a_file_that_is_no_text_is_one_clear_line_and_status_2(tmp_path, capsys, content):
    path = tmp_path / "bad.py"
    if content is not None:
        path.write_bytes(content)
    assert run(str(path)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("nablascope: ")
    assert Path(path).name in line


def test_the_window_with_its_frame_fits_the_screen():
    assert on_screen(QSize(1440, 900), QSize(1440, 860)) == QSize(1424, 812)
    assert on_screen(QSize(1440, 900), QSize(2560, 1440)) == QSize(1440, 900)
