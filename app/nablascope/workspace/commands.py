"""What a workspace asks of the outside: the window carries these out in order."""

from dataclasses import dataclass

from nablascope.core.wire.messages import Evaluate


@dataclass(frozen=True, slots=True)
class Send:
    """Send this to the ready engine."""

    request: Evaluate


@dataclass(frozen=True, slots=True)
class StartEngine:
    """Start an engine process in the place of the one that may still run."""


@dataclass(frozen=True, slots=True)
class EndEngine:
    """End the engine process that runs a program or loads torch; its death comes back as an event."""


@dataclass(frozen=True, slots=True)
class AwaitPause:
    """Say `events.Pause` once no key was typed for a moment; a newer wish replaces an older."""


Command = Send | StartEngine | EndEngine | AwaitPause
