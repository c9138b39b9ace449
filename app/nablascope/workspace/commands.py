"""What a workspace asks of the outside: the window carries these out in order."""

from dataclasses import dataclass

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.wire.messages import Evaluate
from nablascope.workspace.arrangement import Arrangement


@dataclass(frozen=True, slots=True)
class Send:
    """Send this to the ready engine."""

    request: Evaluate


@dataclass(frozen=True, slots=True)
class StartEngine:
    """Have an engine in the place of the one that may still run: the spare, or a new process."""


@dataclass(frozen=True, slots=True)
class RestartEngines:
    """End every engine process, the spare too, and start a new one."""


@dataclass(frozen=True, slots=True)
class ReplaceSpare:
    """Have a spare again; the one before died."""


@dataclass(frozen=True, slots=True)
class EndEngine:
    """End the engine process that runs a program or loads torch; its death comes back as an event."""


@dataclass(frozen=True, slots=True)
class AwaitPause:
    """Say `events.Pause` once no key was typed for a moment; a newer wish replaces an older."""


@dataclass(frozen=True, slots=True)
class RememberAllowed:
    """Keep, outside of any document, that the text with this digest may run as Python."""

    digest: str


@dataclass(frozen=True, slots=True)
class ForgetAllowed:
    """Keep no longer which texts may run as Python."""


@dataclass(frozen=True, slots=True)
class Arrange:
    """Arrange a graph; it comes back as an event, and a newer wish replaces an older.

    Attributes:
        trace: the whole graph.
        open: keys of the open groups, or None for as many as leave few enough nodes to see.
        previous: the layout on screen.
        before: what is arranged on screen.
        grouped: whether in groups, or every node by itself.
        down: whether from the top down instead of from left to right.
    """

    trace: Trace
    open: frozenset[str] | None
    previous: Layout | None
    before: Arrangement | None
    grouped: bool
    down: bool = False


Command = (
    Arrange
    | Send
    | StartEngine
    | RestartEngines
    | ReplaceSpare
    | EndEngine
    | AwaitPause
    | RememberAllowed
    | ForgetAllowed
)
