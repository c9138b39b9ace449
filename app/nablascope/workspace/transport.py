"""`Transport`: where in a run the window is, and how it goes on from there; pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nablascope.core.timeline.moments import (
    Moment,
    count,
    end_of,
    following,
    moment_at,
    place_of,
    previous,
    settled,
)
from nablascope.core.timeline.tempo import MOTION, REST
from nablascope.core.timeline.timeline import Grain, Timeline

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)

_ARRIVED = MOTION + REST
_LONGEST_TICK = 0.25
"""Seconds; a window that was held up goes on where it was."""


@dataclass(frozen=True, slots=True)
class Transport:
    """Where in a run the window is.

    Attributes:
        k: the last step that is shown; None shows the whole graph and no step.
        elapsed: seconds since the present moment began, at speed 1.
        playing: whether the next moment follows by itself.
        speed: of playing; 1 is the usual.
        loop: whether playing begins again at the end.
        grain: how much one step is.
        still: whether numbers appear without moving there.
        breakpoints: stable keys of the nodes at which playing pauses.
        ticked: when the clock was last read, in seconds; None while it stands.
    """

    k: int | None = None
    elapsed: float = _ARRIVED
    playing: bool = False
    speed: float = 1.0
    loop: bool = False
    grain: Grain = "node"
    still: bool = False
    breakpoints: frozenset[str] = frozenset()
    ticked: float | None = None

    @property
    def t(self) -> float:
        """How far the numbers of the present moment are, from 0 to 1."""
        return 1.0 if self.still else min(self.elapsed / MOTION, 1.0)

    @property
    def running(self) -> bool:
        """Whether time changes what is shown."""
        return self.k is not None and (self.playing or self.t < 1.0)


WHOLE = Transport()
"""The whole graph, and no step."""


def played_or_paused(transport: Transport, timeline: Timeline) -> Transport:
    """Plays on from here, from the start where there is nothing more; or pauses."""
    if transport.playing:
        return replace(transport, playing=False)
    if transport.k is None or transport.k >= len(timeline):
        transport = replace(transport, k=0)
    return replace(transport, playing=True, elapsed=_ARRIVED, ticked=None)


def stepped_on(transport: Transport, timeline: Timeline) -> Transport:
    """One step on, with its numbers moving; from the whole graph, the first."""
    k = transport.k or 0
    there = following(timeline, transport.grain, k)
    if there == k:
        return at(transport, k)
    return replace(transport, k=there, elapsed=0.0, playing=False, ticked=None)


def stepped_back(transport: Transport, timeline: Timeline) -> Transport:
    """One step back; from the whole graph to the last."""
    if transport.k is None:
        return at(transport, len(timeline))
    return at(transport, previous(timeline, transport.grain, transport.k))


def at(transport: Transport, k: int | None) -> Transport:
    """At rest after step `k`, or on the whole graph for None."""
    return replace(transport, k=k, elapsed=_ARRIVED, playing=False, ticked=None)


def in_another_document(transport: Transport) -> Transport:
    """On its whole graph; how to play stays, and breakpoints are the nodes' of the document that is left."""
    return replace(at(transport, None), breakpoints=frozenset())


def stilled(transport: Transport, on: bool) -> Transport:
    """Without motion, or with it from the next step on: what rests does not move again."""
    return replace(transport, still=on, elapsed=transport.elapsed if transport.playing else _ARRIVED)


def with_grain(transport: Transport, timeline: Timeline | None, grain: Grain) -> Transport:
    """The same place at another grain."""
    k = transport.k if transport.k is None or timeline is None else settled(timeline, grain, transport.k)
    return replace(transport, grain=grain, k=k)


def with_breakpoint(transport: Transport, key: str) -> Transport:
    """Pauses at the node of that stable key from now on, or no longer."""
    return replace(transport, breakpoints=transport.breakpoints ^ {key})


def ticked(
    transport: Transport, timeline: Timeline, pauses: Callable[[Moment], bool], now: float
) -> Transport:
    """What time makes of it.

    Args:
        transport: before.
        timeline: of the run.
        pauses: whether playing is to pause at a moment.
        now: in seconds.
    """
    passed = 0.0 if transport.ticked is None else min(now - transport.ticked, _LONGEST_TICK)
    before, elapsed = transport.elapsed, transport.elapsed + passed * transport.speed
    transport = replace(transport, elapsed=elapsed, ticked=now)
    if not transport.playing or transport.k is None:
        return transport
    if before < MOTION <= elapsed and pauses(moment_at(timeline, transport.grain, transport.k)):
        return replace(transport, playing=False)
    return transport if elapsed < _ARRIVED else _next(transport, timeline, transport.k)


def _next(transport: Transport, timeline: Timeline, k: int) -> Transport:
    there = following(timeline, transport.grain, k)
    if there != k:
        return replace(transport, k=there, elapsed=0.0)
    if transport.loop and len(timeline):
        return replace(transport, k=0, elapsed=MOTION)
    return replace(transport, playing=False)


def carried_over(transport: Transport, before: Timeline | None, now: Timeline | None) -> Transport:
    """The same place in the timeline of another run: the same step of as many, else the same share."""
    if transport.k is None or before is None or now is None or not len(now):
        return at(transport, None)
    grain = transport.grain
    of, place = count(now, grain), place_of(before, grain, transport.k)
    if of != count(before, grain):
        place = round(place / max(count(before, grain), 1) * of)
    return replace(transport, k=end_of(now, grain, place))
