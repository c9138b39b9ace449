"""What a program printed stands in the window letter for letter, also where it is very much."""

import pytest

from nablascope.ui.output import Output


@pytest.fixture
def output(qtbot):
    output = Output()
    qtbot.addWidget(output)
    output.show()
    return output


@pytest.mark.parametrize(
    "lines",
    [
        ("tensor(1.)", "two\nlines"),
        tuple(str(number) for number in range(9000)),
        ("",) * 5000,
        ("a" * 60_000,),
        (),
    ],
)
def test_every_line_is_there(qtbot, output, lines):
    output.show_lines(("before",))
    output.show_lines(lines)
    qtbot.waitUntil(lambda: output.toPlainText() == "\n".join(lines))
    qtbot.waitUntil(lambda: not output._more.isActive())


def test_what_is_printed_next_does_not_mix_with_the_rest_of_what_was_before(qtbot, output):
    output.show_lines(("old",) * 9000)
    output.show_lines(("new",))
    qtbot.waitUntil(lambda: not output._more.isActive())
    assert output.toPlainText() == "new"


def test_a_selection_stays_while_nothing_else_is_printed(qtbot, output):
    output.show_lines(("one", "two"))
    output.selectAll()
    output.show_lines(("one", "two"))
    assert output.textCursor().hasSelection()


def test_what_an_earlier_run_printed_is_faint_and_said_to_be_so(output):
    output.show_lines(("one",))
    output.show_lines(("one",), earlier=True)
    assert (output.heading.text(), output.property("earlier")) == ("OUTPUT OF AN EARLIER RUN", True)
    output.show_lines(("one",))
    assert (output.heading.text(), output.property("earlier")) == ("OUTPUT", False)


def test_of_nothing_it_is_not_said_when_it_was_printed(output):
    output.show_lines((), earlier=True)
    assert output.heading.text() == "OUTPUT"


def test_the_beginning_is_shown_first(qtbot, output):
    output.show_lines(tuple(map(str, range(9000))))
    qtbot.waitUntil(lambda: not output._more.isActive())
    assert output.verticalScrollBar().value() == 0
