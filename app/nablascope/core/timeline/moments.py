"""Moments: the steps of a timeline at one grain, and how to go from one to the next."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from nablascope.core.timeline.timeline import Grain, Part, Step, StepKind, Timeline


@dataclass(frozen=True, slots=True)
class Moment:
    """What is shown as one step: the steps after `first` up to `last`, which is one or a whole call."""

    first: int
    last: int

    @property
    def empty(self) -> bool:
        """Whether nothing has happened yet."""
        return self.first == self.last


def moment_at(timeline: Timeline, grain: Grain, k: int) -> Moment:
    """The moment that ends with step `k`, or that `k` lies in; after step 0 an empty one."""
    last = settled(timeline, grain, k)
    return Moment(previous(timeline, grain, last), last)


def settled(timeline: Timeline, grain: Grain, k: int) -> int:
    """`k`, or the end of the moment that it lies in."""
    k = min(max(k, 0), len(timeline))
    return k if grain == "edge" else timeline.stops[bisect_left(timeline.stops.view(), k)]


def following(timeline: Timeline, grain: Grain, k: int) -> int:
    """The end of the next moment; that of the last where there is no next."""
    return settled(timeline, grain, k + 1)


def previous(timeline: Timeline, grain: Grain, k: int) -> int:
    """The end of the moment before the one that ends at or after `k`; 0 where there is none."""
    k = min(max(k, 0), len(timeline))
    if grain == "edge":
        return max(k - 1, 0)
    return timeline.stops[max(bisect_left(timeline.stops.view(), k) - 1, 0)]


def count(timeline: Timeline, grain: Grain) -> int:
    """How many moments there are, the empty one apart."""
    return len(timeline) if grain == "edge" else len(timeline.stops) - 1


def place_of(timeline: Timeline, grain: Grain, k: int) -> int:
    """Which moment ends at `k`, counted from 1; 0 for the empty one."""
    return k if grain == "edge" else bisect_left(timeline.stops.view(), k)


def end_of(timeline: Timeline, grain: Grain, place: int) -> int:
    """The end of the moment that is counted as `place`."""
    place = min(max(place, 0), count(timeline, grain))
    return place if grain == "edge" else timeline.stops[place]


def steps_in(timeline: Timeline, moment: Moment) -> tuple[Step, ...]:
    """The steps of a moment."""
    return tuple(timeline.step(k) for k in range(moment.first + 1, moment.last + 1))


def span_of(timeline: Timeline, part: Part) -> tuple[int, int]:
    """The step before the first and the last of a part; `backward` is from the first pass to the end.

    Raises:
        ValueError: if there is no such part.
    """
    first = timeline.begins[0] if len(timeline.begins) else len(timeline)
    spans = {"all": (0, len(timeline)), "forward": (0, first), "backward": (first, len(timeline))}
    if part not in spans:
        raise ValueError(f"there is no part {part}; there is {', '.join(spans)}")
    return spans[part]


def is_forward(timeline: Timeline, k: int) -> bool:
    """Whether step `k` computes a value."""
    return 1 <= k <= len(timeline) and timeline.kind[k - 1] == StepKind.FORWARD


def steps_of_node(timeline: Timeline, node: int) -> tuple[int, ...]:
    """The steps at which a node runs and is called, in order."""
    own, kinds = (StepKind.FORWARD, StepKind.CALL, StepKind.ACCUMULATE), timeline.kind.view()
    about = (k for k, subject in enumerate(timeline.subject.view(), start=1) if subject == node)
    return tuple(k for k in about if kinds[k - 1] in own)


def jump_to(timeline: Timeline, node: int, k: int) -> int | None:
    """Where a person who points at `node` during step `k` wants to go: to its step of the same pass.

    Where it has none, to the newest of another one of the same direction. None where no step is the node's,
    as of a constant.
    """
    steps, number = steps_of_node(timeline, node), timeline.pass_of(k)
    same = [step for step in steps if timeline.pass_of(step) == number]
    alike = [step for step in steps if (timeline.pass_of(step) < 0) == (number < 0)]
    candidates = same or alike or steps
    return candidates[max(bisect_right(candidates, k) - 1, 0)] if candidates else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Moments of one kind, one after the other: from place `first`, which is before them, to place `last`."""

    first: int
    last: int
    forward: bool


def stretches(timeline: Timeline, grain: Grain) -> tuple[Stretch, ...]:
    """The timeline cut into stretches that compute values and backward passes."""
    found: list[Stretch] = []
    place = 0
    for begin, end in zip(timeline.begins, timeline.ends, strict=True):
        cuts = place_of(timeline, grain, begin), place_of(timeline, grain, end)
        found += [Stretch(place, cuts[0], forward=True), Stretch(*cuts, forward=False)]
        place = cuts[1]
    found.append(Stretch(place, count(timeline, grain), forward=True))
    return tuple(stretch for stretch in found if stretch.first < stretch.last)
