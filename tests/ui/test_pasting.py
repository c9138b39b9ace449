"""Pasting into the editor."""

from nablascope.core.language.bounds import MAX_BYTES, MAX_LINES
from nablascope.ui import pasting


def test_a_text_longer_than_any_program_is_not_pasted_and_says_so(desk, monkeypatch):
    told = []
    monkeypatch.setattr(pasting.QToolTip, "showText", lambda place, text, widget: told.append(text))
    desk.pastes("x" * (MAX_BYTES + 1))
    assert desk.window.editor.toPlainText() == "x**2"
    assert "65,537 characters" in told[0]


def test_a_program_of_the_greatest_length_is_pasted(desk):
    desk.pastes("x" * MAX_BYTES)
    assert len(desk.window.editor.toPlainText()) == MAX_BYTES


def test_a_text_of_more_lines_than_any_program_is_not_pasted_and_says_so(desk, monkeypatch):
    told = []
    monkeypatch.setattr(pasting.QToolTip, "showText", lambda place, text, widget: told.append(text))
    desk.pastes("\n" * MAX_LINES)
    assert desk.window.editor.toPlainText() == "x**2"
    assert "10,001 lines" in told[0]
