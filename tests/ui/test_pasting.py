"""Pasting into the editor."""

from nablascope.core.language.bounds import MAX_BYTES, MAX_LINES


def test_a_text_longer_than_any_program_is_not_pasted_and_says_so(desk):
    desk.pastes("x" * (MAX_BYTES + 1))
    bar = desk.window.message_bar
    assert desk.window.editor.toPlainText() == "x**2"
    assert bar.isVisible()
    assert bar.text.text() == "this text has 65,537 characters, and a program has at most 65,536"
    assert bar.hint.text() == "it was not pasted; paste a part of it"


def test_what_is_said_of_it_goes_with_the_next_thing_that_is_done(desk):
    desk.pastes("x" * (MAX_BYTES + 1))
    assert desk.window.message_bar.isVisible()
    desk.pastes("x**3")
    assert desk.window.editor.toPlainText() == "x**3"
    assert not desk.window.message_bar.isVisible()


def test_a_program_of_the_greatest_length_is_pasted(desk):
    desk.pastes("x" * MAX_BYTES)
    assert len(desk.window.editor.toPlainText()) == MAX_BYTES


def test_a_text_of_more_lines_than_any_program_is_not_pasted_and_says_so(desk):
    desk.pastes("\n" * MAX_LINES)
    assert desk.window.editor.toPlainText() == "x**2"
    assert "10,001 lines" in desk.window.message_bar.text.text()
