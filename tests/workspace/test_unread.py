"""The inputs of a text while one of its lines cannot be read."""

from nablascope.core.wire.messages import Input, Reply
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.workspace.state import Workspace
from nablascope.workspace.unread import with_unread


def of_the_first_line(names: tuple[str, ...], mentioned: tuple[str, ...]) -> Reply:
    inputs = tuple(Input(name, (1.0,)) for name in names)
    return Reply(1, None, None, None, (), names, inputs, is_whole=False, mentioned=mentioned)


def at_work(text: str, free: tuple[str, ...]) -> Workspace:
    filled = tuple(Input(name, (2.0,)) for name in free)
    return Workspace(History(Document(text)), free=free, filled=filled)


def test_an_input_of_the_line_at_fault_stays():
    after = with_unread(
        at_work("y = x**2\nz = w *", ("x", "w")), of_the_first_line(("x",), ("w", "x", "y", "z"))
    )
    assert after.free == ("x", "w")
    assert after.filled == (Input("x", (1.0,)), Input("w", (2.0,)))


def test_an_input_that_is_no_longer_written_goes():
    after = with_unread(
        at_work("y = x**2\nz = window *", ("x", "w")), of_the_first_line(("x",), ("window", "x", "y", "z"))
    )
    assert after.free == ("x",)


def test_where_nothing_can_be_read_all_that_is_written_stays():
    after = with_unread(at_work("y = x**", ("x",)), of_the_first_line((), ("x", "y")))
    assert after.free == ("x",)
