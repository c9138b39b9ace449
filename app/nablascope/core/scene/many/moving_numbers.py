"""`MovingNumbers`: the numbers on their way at one moment of a large run."""

from collections.abc import Iterator, Mapping
from functools import reduce

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.incoming import edges_into
from nablascope.core.scene.chips import Chips
from nablascope.core.scene.display_list import Curve, Item
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.parts import Gradients, Parts
from nablascope.core.scene.pulses import pulses
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.scene.strength import Range
from nablascope.core.timeline.playback import Playback, nodes_of
from nablascope.core.timeline.timeline import Step, StepKind

_MOST_STEPS = 64
"""Of one moment; the first ones stand for all."""

_MOST_CARDS = 500
"""A number keeps clear of; where there are more nothing can be read anyway."""


class MovingNumbers:
    """Looks up once what the steps of a moment need.

    Args:
        near: makes the ways.
        places: tells which cards the numbers must not cover.
        playback: the run.
        steps: of the moment.
    """

    def __init__(self, near: Near, places: ManyPlaces, playback: Playback, steps: tuple[Step, ...]) -> None:
        self._playback, self._steps = playback, steps[:_MOST_STEPS]
        values = {edge: near.values[edge] for edge in self._into(StepKind.FORWARD) if places.shows(edge)}
        self._parts = Parts(near.trace, near.layout, near.theme, near.roles, values, (), ())
        self._gradients = Gradients(self._shares(near), Chips({}, ()), Range())
        self._cards = self._cards_near(places)

    def at(self, t: float) -> list[Item]:
        """Where the numbers are after the share `t` of their way."""
        return pulses(self._parts, self._gradients, self._playback, self._steps, t, self._cards)

    def _into(self, kind: StepKind) -> Iterator[int]:
        for step in self._steps:
            if step.kind == kind:
                yield from edges_into(self._playback.trace, step.subject)

    def _shares(self, near: Near) -> Mapping[int, Curve]:
        sends = [step for step in self._steps if step.kind == StepKind.DELIVER]
        passes = self._playback.passes
        flowing = (step.subject for step in sends if passes[step.number].one.share[step.subject] != NOTHING)
        return {edge: near.gradients[edge] for edge in flowing}

    def _cards_near(self, places: ManyPlaces) -> Occupied:
        occupied = Occupied()
        taking_part = {id for step in self._steps for id in nodes_of(self._playback, step)}
        rooms = [self._room(id) for id in taking_part]
        whole = reduce(Rectangle.united, rooms) if rooms else Rectangle(0.0, 0.0, 0.0, 0.0)
        found = places.nodes_within(whole.left, whole.top, whole.right, whole.bottom)
        for id in found[:_MOST_CARDS]:
            occupied.add(self._room(id))
        return occupied

    def _room(self, node: int) -> Rectangle:
        (x, y), (width, height) = self._parts.layout.positions[node], self._parts.layout.sizes[node]
        return Rectangle(x, y, x + width, y + height)
