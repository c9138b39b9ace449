"""A recorded trace is looked at, and nothing is run."""

from dataclasses import replace

from tests.core.scene.marked_traces import stopped_trace
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.workspace import events
from nablascope.workspace.commands import StartEngine
from nablascope.workspace.recording import Recording
from nablascope.workspace.state import Workspace
from nablascope.workspace.update import update
from nablascope.workspace.view import NO_TRACE, view
from nablascope.workspace.view_state import Selected

TRACE = replace(run("y = x**2", x=3.0), printed=("hello",), notes=("One note.",))
OPENED = events.OpenRecording(Recording("/data/run.nablatrace", TRACE, lay_out(TRACE)))


def after(*happenings, start: Workspace | None = None) -> Workspace:
    workspace = start or Workspace(History(Document("z")))
    for event in happenings:
        workspace = update(workspace, event, 0.0).workspace
    return workspace


def test_a_recording_shows_its_graph_what_it_printed_and_where_it_comes_from():
    sees = view(after(OPENED))

    assert sees.picture is not None
    assert (sees.picture.trace, sees.picture.dimmed) == (TRACE, False)
    assert (sees.title, sees.printed, sees.inputs, sees.can_export) == (
        "run.nablatrace",
        ("hello",),
        (),
        True,
    )
    assert sees.recording is not None
    assert {("file", "run.nablatrace"), ("torch", "2.13.0"), ("device", "cpu")} <= set(sees.recording.facts)
    assert (sees.status.activity, sees.modified, sees.can_undo) == ("recorded", False, False)
    assert sees.message is not None
    assert sees.message.text == "One note."


def test_no_engine_starts_and_nothing_runs():
    workspace = after(OPENED)

    for event in (events.Started(), events.Run(), events.Type("x"), events.Pause(), events.Restart()):
        step = update(workspace, event, 1.0)
        assert (step.workspace, step.commands) == (workspace, ())


def test_a_program_opened_after_it_starts_the_first_engine():
    step = update(after(OPENED), events.Open(Document("x**2")), 1.0)

    assert step.commands == (StartEngine(),)
    assert view(step.workspace).recording is None
    assert view(step.workspace).text == "x**2"


def test_a_node_of_a_recording_can_be_selected():
    assert view(after(OPENED, events.Select(Selected("node", 1)))).selected == Selected("node", 1)


def test_a_recorded_run_that_stopped_says_why_and_where():
    trace = stopped_trace()
    sees = view(after(events.OpenRecording(Recording("/a.nablatrace", trace, lay_out(trace)))))

    assert sees.message is not None
    assert (sees.message.kind, sees.message.text) == ("error", "the sizes 3 and 4 do not fit")
    assert sees.message.node == 2
    assert sees.underline is None, "there is no text to underline"


def test_while_the_file_is_read_the_window_says_so():
    sees = view(after(events.OpenRecording(Recording("/data/run.nablatrace"))))

    assert (sees.picture, sees.vacancy, sees.can_export) == (None, "Opening run.nablatrace", False)
    assert sees.recording is not None
    assert sees.recording.facts == (("file", "run.nablatrace"),)
    assert (sees.printed, sees.message) == ((), None)


def test_a_file_that_cannot_be_read_says_why():
    sees = view(after(events.OpenRecording(Recording("/data/run.nablatrace", problem="it is cut short"))))

    assert sees.message is not None
    assert (sees.message.text, sees.message.hint) == ("run.nablatrace could not be opened", "it is cut short")
    assert sees.vacancy == NO_TRACE
