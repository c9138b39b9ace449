"""Everything that can happen to a workspace: a person's intents and the engine's news."""

from dataclasses import dataclass

from nablascope.core.language.failure import Fix
from nablascope.core.wire.messages import DType, Input, Ready, Reply
from nablascope.document.document import Document, InputFix
from nablascope.workspace.death import Death
from nablascope.workspace.group_events import GroupEvent
from nablascope.workspace.place_events import PlaceEvent
from nablascope.workspace.recording import Recording
from nablascope.workspace.step_events import StepEvent
from nablascope.workspace.view_state import Selected


@dataclass(frozen=True, slots=True)
class Type:
    """A person changed the text."""

    text: str


@dataclass(frozen=True, slots=True)
class RefusePaste:
    """What a person pasted is more than a program can be; nothing changes, and it is said why."""

    why: str


@dataclass(frozen=True, slots=True)
class Pause:
    """The typing paused: evaluate what is there."""


@dataclass(frozen=True, slots=True)
class SetInput:
    """A person gave a free name a value; inputs of one `gesture` are one step to undo."""

    value: Input
    gesture: str | None = None


@dataclass(frozen=True, slots=True)
class ChooseDevice:
    """A person chose where to compute, by torch's name."""

    device: str


@dataclass(frozen=True, slots=True)
class ChooseDType:
    """A person chose the default dtype."""

    dtype: DType


@dataclass(frozen=True, slots=True)
class ChooseOrder:
    """A person chose the order of the gradient."""

    order: int


@dataclass(frozen=True, slots=True)
class ChooseDirection:
    """A person wants the graph from the top down, or from left to right."""

    down: bool


@dataclass(frozen=True, slots=True)
class ChooseLeaf:
    """A person chose by which leaf higher gradients are taken."""

    name: str


@dataclass(frozen=True, slots=True)
class ApplyFix:
    """A person took up a failure's fix."""

    fix: Fix | InputFix


@dataclass(frozen=True, slots=True)
class WriteUnderstood:
    """The program in the words of PyTorch, as it was understood, takes the place of what was typed."""


@dataclass(frozen=True, slots=True)
class Undo:
    """One step back."""


@dataclass(frozen=True, slots=True)
class Redo:
    """One step forward."""


@dataclass(frozen=True, slots=True)
class Open:
    """Another document takes the window.

    Attributes:
        document: what to show.
        name: what the title says where there is no file.
        path: its file's, or None for an example or a new one.
        newline: what ends a line in the file.
    """

    document: Document
    name: str = "Untitled"
    path: str | None = None
    newline: str = "\n"


@dataclass(frozen=True, slots=True)
class OpenRecording:
    """A recorded trace takes the window; nothing is run."""

    recording: Recording


@dataclass(frozen=True, slots=True)
class Select:
    """A person selected a node or an edge of the picture, or nothing."""

    selected: Selected | None


@dataclass(frozen=True, slots=True)
class SelectNodes:
    """A person selected several nodes of the picture; the last one is what is told about."""

    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """The text as it was then is now in the file `path`."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Run:
    """A person asks to evaluate now, also a program that stopped an engine before."""


@dataclass(frozen=True, slots=True)
class AllowPython:
    """A person lets exactly this text run as Python, now and whenever it comes again."""

    text: str


@dataclass(frozen=True, slots=True)
class ForgetPython:
    """A person takes back every text that was ever allowed to run as Python."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """A person ends the run in progress, or the loading of torch."""


@dataclass(frozen=True, slots=True)
class Restart:
    """A person asks for a new engine process."""


@dataclass(frozen=True, slots=True)
class Started:
    """The window is up: an engine process can start."""


@dataclass(frozen=True, slots=True)
class BecameReady:
    """The engine has loaded torch."""

    ready: Ready


@dataclass(frozen=True, slots=True)
class Replied:
    """The engine answered."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Died:
    """The engine process ended."""

    death: Death


@dataclass(frozen=True, slots=True)
class SpareDied:
    """The engine process that waits to take over ended."""

    death: Death


Event = (
    Type
    | GroupEvent
    | PlaceEvent
    | RefusePaste
    | Pause
    | SetInput
    | ChooseDevice
    | ChooseDType
    | ChooseOrder
    | ChooseLeaf
    | ChooseDirection
    | ApplyFix
    | WriteUnderstood
    | Undo
    | Redo
    | Open
    | OpenRecording
    | Select
    | SelectNodes
    | StepEvent
    | Saved
    | Run
    | AllowPython
    | ForgetPython
    | Cancel
    | Restart
    | Started
    | BecameReady
    | Replied
    | Died
    | SpareDied
)
