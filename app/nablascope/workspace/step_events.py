"""What moves a workspace through a run, or says how; neither the document nor the engine changes."""

from dataclasses import dataclass

from nablascope.core.timeline.timeline import Grain


@dataclass(frozen=True, slots=True)
class PlayOrPause:
    """A person plays the run from here, or pauses."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """One step on."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """One step back."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """To after step `k`; 0 is the untouched graph, and more than there are the last."""

    k: int


@dataclass(frozen=True, slots=True)
class GoToNode:
    """To the step of a node, by its id."""

    node: int


@dataclass(frozen=True, slots=True)
class ShowWhole:
    """No step any more: the whole graph."""


@dataclass(frozen=True, slots=True)
class ChooseSpeed:
    """A person chose how fast to play; 1 is the usual."""

    speed: float


@dataclass(frozen=True, slots=True)
class ChooseLoop:
    """A person chose whether playing begins again at the end."""

    on: bool


@dataclass(frozen=True, slots=True)
class ChooseStill:
    """A person, or the system, chose whether numbers appear without moving."""

    on: bool


@dataclass(frozen=True, slots=True)
class ChooseGrain:
    """A person chose how much one step is."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class ToggleBreakpoint:
    """A person wants playing to pause at a node, by its id, or no longer."""

    node: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went on."""


StepEvent = (
    PlayOrPause
    | GoOn
    | GoBack
    | GoTo
    | GoToNode
    | ShowWhole
    | ChooseSpeed
    | ChooseLoop
    | ChooseStill
    | ChooseGrain
    | ToggleBreakpoint
    | Tick
)
