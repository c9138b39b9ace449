"""A person who steps through runs; the engine answers when the test says so."""

from tests.core.traces import run

from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import end_of
from nablascope.core.wire.messages import Ready, Reply
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.workspace import events, step_events
from nablascope.workspace.recording import Recording
from nablascope.workspace.state import Workspace
from nablascope.workspace.transport_view import transport_view
from nablascope.workspace.update import update
from nablascope.workspace.view import view

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)
FAILURE = Failure("Name is unknown.", "Write sin.", Span(1, 0, 1, 3))


def recording_of(trace: Trace) -> Recording:
    return Recording("/data/run.nablatrace", trace, lay_out(trace), timeline=build_timeline(trace))


def answer(generation: int, trace: Trace | None, failure: Failure | None = None) -> Reply:
    """The engine's reply with a trace, or with none."""
    made = (None, None, None) if trace is None else (trace, lay_out(trace), build_timeline(trace))
    return Reply(generation, made[0], made[1], failure, (), ("x",), (), made[2])


class Stepper:
    """Drives a workspace; its clock stands unless told otherwise."""

    def __init__(self, trace: Trace | None = SINE, text: str = "y = torch.sin(x / 2**1.5)") -> None:
        self.workspace = Workspace(History(Document(text)), saved=text)
        self.now = 0.0
        self.does(events.Started(), events.BecameReady(Ready("2.13.0", ()))).gets(trace)

    def does(self, *happenings: events.Event) -> "Stepper":
        for event in happenings:
            self.workspace = update(self.workspace, event, self.now).workspace
        return self

    def gets(self, trace: Trace | None, failure: Failure | None = None) -> "Stepper":
        return self.does(events.Replied(answer(self.workspace.generation, trace, failure)))

    def types(self, text: str) -> "Stepper":
        return self.does(events.Type(text), events.Pause())

    def waits(self, seconds: float, frame: float = 1 / 60) -> "Stepper":
        """Time goes on as on a screen, one frame after the other."""
        for _ in range(round(seconds / frame)):
            self.now += frame
            self.does(step_events.Tick())
        return self

    def goes_to(self, place: int) -> "Stepper":
        """To the step that is counted as `place`."""
        timeline = self.sees.timeline
        assert timeline is not None
        return self.does(step_events.GoTo(end_of(timeline, self.sees.grain, place)))

    @property
    def sees(self):
        return transport_view(self.workspace)

    @property
    def window(self):
        return view(self.workspace)

    @property
    def place(self) -> int | None:
        """Which step is shown; None for the whole graph."""
        return self.sees.place if self.sees.shown else None
