"""`ViewState`: what the window shows, as values."""

from dataclasses import dataclass
from typing import Literal

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.timeline.moments import Moment
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Grain, Timeline
from nablascope.core.wire.messages import Device, DType, Input
from nablascope.document.document import InputFix
from nablascope.workspace.groups_shown import GroupsView
from nablascope.workspace.pictured import Picture
from nablascope.workspace.status import PythonView, Status


@dataclass(frozen=True, slots=True)
class Shown:
    """The moment of the run that is shown.

    Attributes:
        playback: the run.
        moment: the steps that are shown.
        t: how far their numbers are on their way, from 0 to 1.
    """

    playback: Playback
    moment: Moment
    t: float


@dataclass(frozen=True, slots=True)
class TransportView:
    """Where in the run the window is.

    Attributes:
        timeline: all steps, or None where there are none.
        shown: the moment on screen; None for the whole graph.
        place: which step that is, counted at the grain; 0 for the untouched graph.
        count: how many there are.
        playing: whether the next follows by itself.
        speed: of playing.
        loop: whether it begins again at the end.
        grain: how much one step is.
        breakpoints: the nodes at which playing pauses.
        span: where in the window's own text the step stands, or None.
        forward: whether the step computes a value.
        earlier: whether it is an earlier run than that of the text as it stands.
    """

    timeline: Timeline | None
    shown: Shown | None
    place: int
    count: int
    playing: bool
    speed: float
    loop: bool
    grain: Grain
    breakpoints: frozenset[int]
    span: Span | None
    forward: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected in a picture: a node by its id, or an edge by its index."""

    kind: Literal["node", "edge"]
    index: int


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A trace that was opened from a file; `facts` are pairs of a name and what it is."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """The gradient whose graph is wanted.

    Attributes:
        order: 1 for the program's own graph.
        wrt: the leaf by which higher gradients are taken, or None.
        leaves: to choose it from; empty where there is no choice.
        title: what the graph on screen is, or empty where it is that of the program's own present run.
    """

    order: int
    wrt: str | None
    leaves: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class InputView:
    """A free name's value, and its gradient; None while the graph on screen is dimmed."""

    input: Input
    grad: TensorSummary | None


@dataclass(frozen=True, slots=True)
class Underline:
    """The stretch of text at fault, and what is wrong with it."""

    span: Span
    tooltip: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """A program as PyTorch code.

    Attributes:
        text: the code.
        outdated: whether it is that of an earlier text, since this one does not parse or is not run yet.
        stays: whether that of this text is not on its way.
    """

    text: str
    outdated: bool
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What a person must know now.

    Attributes:
        kind: an ``error`` stops the program; a ``note`` helps to read the numbers.
        text: one sentence.
        hint: what to do next, or empty.
        fix: a change that mends it with one click, or None.
        details: more to copy, or empty.
        action: the button that goes on: run the program again, start a new engine, or run the text as Python,
            with a question before or without.
        outdated: whether it is about an earlier run than the one in progress.
        notes: what helps to read the numbers of a run that stopped, or empty.
        node: the node it is about, to show on request, or None.
    """

    kind: Literal["error", "note"]
    text: str
    hint: str = ""
    fix: Fix | InputFix | None = None
    details: str = ""
    action: Literal["run", "restart", "ask_python", "run_python"] | None = None
    outdated: bool = False
    notes: str = ""
    node: int | None = None


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything the window shows.

    Attributes:
        title: the document's name; `modified` whether the text differs from its file.
        text: the program.
        underline: what is at fault in it, or None.
        understood: it as PyTorch code, or None where it was typed so.
        inputs: one a free name, in order of first use.
        printed: the lines the program printed.
        printed_earlier: whether they are those of an earlier run.
        picture: the graph, or None.
        selected: what is selected in it, or None.
        selected_span: where in the text the selected node was written, or None.
        recording: what the window shows instead of a program, or None.
        can_export: whether that is the graph of the text as it stands.
        vacancy: what to do where there is no graph, in one sentence.
        message: or None.
        status: what the engine does.
        devices: to choose from.
        device: torch's name; `dtype` the run's default.
        order: the gradient whose graph is wanted.
        torch: its version, or empty while unknown.
        can_undo: whether there is a step back; `can_redo` one forward.
        transport: where in the run the window is.
        python: what a person must know of Python mode.
        groups: those of the graph.
        also: the nodes that are selected beside `selected`, by id.
    """

    title: str
    modified: bool
    text: str
    underline: Underline | None
    understood: Understanding | None
    inputs: tuple[InputView, ...]
    printed: tuple[str, ...]
    printed_earlier: bool
    picture: Picture | None
    selected: Selected | None
    selected_span: Span | None
    recording: RecordingView | None
    can_export: bool
    vacancy: str
    message: Message | None
    status: Status
    devices: tuple[Device, ...]
    device: str
    dtype: DType
    order: OrderView
    torch: str
    can_undo: bool
    can_redo: bool
    transport: TransportView
    python: PythonView
    groups: GroupsView
    also: tuple[int, ...] = ()
