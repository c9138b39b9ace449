"""What a step comes from is washed in the text."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTextEdit

from nablascope.core.language.span import Span
from nablascope.core.scene.theme_file import load_theme
from nablascope.workspace import step_events

LIGHT = load_theme("light")
UNTOUCHED, SQUARES, SEED, SENDS, X_HAS = 0, 1, 2, 4, 5


def washed(editor: QTextEdit) -> list[tuple[str, str]]:
    """The washed texts with the nearer of the two colours."""
    marks = [mark for mark in editor.extraSelections() if mark.format.background().color().alpha()]
    marks = [mark for mark in marks if mark.format.hasProperty(mark.format.Property.BackgroundBrush)]
    return [(mark.cursor.selectedText(), hue(mark.format.background().color())) for mark in marks]


def hue(colour: QColor) -> str:
    return "blue" if colour.blue() > colour.red() else "orange"


def test_a_value_is_washed_blue_and_a_gradient_orange(desk):
    editor = desk.window.editor
    for k, expected in (
        (UNTOUCHED, []),
        (SQUARES, [("x**2", "blue")]),
        (SEED, [("x**2", "orange")]),
        (SENDS, [("x**2", "orange")]),
        (X_HAS, [("x", "orange")]),
    ):
        desk.session.dispatch(step_events.GoTo(k))
        assert washed(editor) == expected


def test_the_wash_goes_with_the_whole_graph(desk):
    desk.session.dispatch(step_events.GoTo(SQUARES))
    desk.session.dispatch(step_events.ShowWhole())
    assert washed(desk.window.editor) == []


def test_a_text_that_is_being_changed_is_not_washed(desk):
    desk.session.dispatch(step_events.GoTo(SQUARES))
    desk.qtbot.keyClicks(desk.window.editor, "z")
    assert washed(desk.window.editor) == []
    desk.waits_for(lambda view: view.transport.span is not None)
    assert washed(desk.window.editor)


def test_a_fault_is_underlined_beside_the_wash(desk):
    editor = desk.window.editor
    desk.session.dispatch(step_events.GoTo(SQUARES))
    before = len(editor.extraSelections())
    desk.types("sni(x)")
    desk.waits_for(lambda view: view.underline is not None)
    assert washed(editor) == []
    assert len(editor.extraSelections()) == before


@pytest.mark.parametrize("span", [Span(1, 0, 1, 99), Span(7, 0, 9, 4), Span(1, 2, 1, 2)])
def test_a_place_beyond_the_text_is_no_error(desk, span):
    desk.window.editor.show_step(span, forward=True)
    assert len(washed(desk.window.editor)) == 1


def test_the_wash_wears_the_theme(desk, appearance):
    editor = desk.window.editor
    desk.session.dispatch(step_events.GoTo(SQUARES))
    (light,) = editor.extraSelections()
    appearance.choose("dark")
    (dark,) = editor.extraSelections()
    appearance.choose("light")
    assert dark.format.background().color() != light.format.background().color()
    assert light.format.background().color().name() != LIGHT.value, "the text stays readable"


def test_the_cursor_stays_where_it_is(desk):
    editor = desk.window.editor
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    desk.session.dispatch(step_events.GoTo(SQUARES))
    assert editor.textCursor().position() == 2
    assert not editor.textCursor().hasSelection()


def test_a_step_far_down_the_text_comes_into_view_and_the_cursor_stays(open_desk):
    desk = open_desk("y = x**2\n" + "\n" * 120)
    desk.waits_for_graph(3.0)
    editor = desk.window.editor
    desk.window.canvas.setFocus()
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    cursor = editor.textCursor().position()

    desk.session.dispatch(step_events.GoTo(SQUARES))
    assert bar.value() == 0
    assert editor.textCursor().position() == cursor
