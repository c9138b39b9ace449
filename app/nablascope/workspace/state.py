"""`Workspace`: the whole state behind a window as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nablascope.core.layout.layout import Layout, Point
from nablascope.core.layout.pins import Pins
from nablascope.core.timeline.playback import Playback
from nablascope.core.wire.messages import Device, Input, Reply
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.workspace.arrangement import Arrangement
from nablascope.workspace.commands import Command
from nablascope.workspace.death import Death
from nablascope.workspace.recording import Recording
from nablascope.workspace.selection import Selection
from nablascope.workspace.transport import WHOLE, Transport

Phase = Literal["off", "warming", "ready", "restarting", "stopped"]

LOADING: tuple[Phase, ...] = ("warming", "restarting")
"""The phases in which a process loads torch."""

CPU = Device("cpu", "CPU")


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine process as the window knows it.

    Attributes:
        phase: ``off`` before the first start, ``stopped`` when it waits for a person after many deaths.
        since: when the phase began, in seconds.
        torch: torch's version, once known.
        devices: where torch can compute; the CPU until the engine said more.
        deaths: when processes died lately, in seconds.
        confined: whether it is in a sandbox; true until it says otherwise.
        python: the text that the process ran as Python, or None; it may have changed anything in there, so
            that no other text may follow.
    """

    phase: Phase = "off"
    since: float = 0.0
    torch: str = ""
    devices: tuple[Device, ...] = (CPU,)
    deaths: tuple[float, ...] = ()
    confined: bool = True
    python: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """The run in flight; `since` is when it was sent, in seconds; `python` whether it runs as Python."""

    generation: int
    document: Document
    since: float
    python: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, and what to do instead."""

    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that was in time.

    Attributes:
        reply: itself.
        document: what it answers.
        python: whether that ran as Python.
        superseded: whether a later run of the same document was stopped.
    """

    reply: Reply
    document: Document
    python: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A layout with the nodes that a person dragged where they dropped them.

    Attributes:
        layout: as it was laid out.
        pins: what was dragged.
        result: the layout with that.
    """

    layout: Layout
    pins: Pins
    result: Layout


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything behind one window.

    Attributes:
        history: the document with undo and redo.
        name: what the title says for a document without a file.
        path: the document's file, or None.
        newline: what ends a line in the file.
        saved: the text as the file, or the example, has it.
        engine: the child process.
        job: the one run in flight, or None.
        typing: whether the text changed and the pause that runs it is still to come.
        waiting: the document to run next; the newest replaces an older one.
        generation: of the newest request.
        killers: documents whose run ended an engine, and how; never run again by themselves.
        shown: whose graph is on screen, or None.
        latest: the newest answer, or None.
        death: the newest engine death, until an answer or another document follows it.
        selection: what a person selected; it stays while it is out of the picture.
        also: keys of the nodes that are selected beside that.
        transport: where in the run the window is.
        playback: the run looked up, once it is stepped through.
        recording: a trace from a file that has the window instead of a document, or None.
        free: the free names of the newest text that parsed.
        filled: the values the engine used for them.
        understood: that text as PyTorch code, or empty where it was typed so.
        allowed: digests of the texts that a person lets run as Python.
        refusal: why the last thing that a person did was not done, until they do the next; or None.
        trusted: the text that a person allowed last, since the document was opened; or empty.
        grouped: whether the graph is seen in groups; None where a person has not said so.
        open_groups: keys of the groups that a person left open; None before they opened or closed one.
        arrangement: the graph in groups, or as its layout did not come from the engine; or None.
        down: whether the graph is drawn from the top down instead of from left to right.
        pins: how far a person dragged nodes, by stable key.
        pins_before: what `pins` were before each move since the document last changed, the newest last.
        placed: the layout on screen with them, or None where there are none.
        bare: whether constants are left out of the drawing.
        tidies: whether the next run lays the graph out as if none had been on screen.
    """

    history: History
    name: str = "Untitled"
    path: str | None = None
    newline: str = "\n"
    saved: str = ""
    engine: Engine = Engine()
    job: Job | None = None
    typing: bool = False
    waiting: Document | None = None
    generation: int = 0
    killers: Mapping[Document, Death] = field(default_factory=dict[Document, Death])
    shown: Answer | None = None
    latest: Answer | None = None
    death: Death | None = None
    selection: Selection | None = None
    also: frozenset[str] = frozenset()
    transport: Transport = WHOLE
    playback: Playback | None = None
    recording: Recording | None = None
    free: tuple[str, ...] = ()
    filled: tuple[Input, ...] = ()
    understood: str = ""
    allowed: frozenset[str] = frozenset()
    refusal: Refusal | None = None
    trusted: str = ""
    grouped: bool | None = None
    open_groups: frozenset[str] | None = None
    arrangement: Arrangement | None = None
    down: bool = False
    pins: Pins = field(default_factory=dict[str, Point])
    pins_before: tuple[Pins, ...] = ()
    placed: Placed | None = None
    bare: bool = False
    tidies: bool = False

    @property
    def document(self) -> Document:
        """The document now."""
        return self.history.present


@dataclass(frozen=True, slots=True)
class Step:
    """What an event leads to: the next state, and what to ask of the outside."""

    workspace: Workspace
    commands: tuple[Command, ...] = ()
