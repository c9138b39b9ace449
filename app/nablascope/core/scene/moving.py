"""`Moving`: the picture of a run at any step of its timeline."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TypeVar

from nablascope.core.layout.layout import Point
from nablascope.core.scene.cards_in_play import CardsInPlay, bordered
from nablascope.core.scene.display_list import Box, Curve, DisplayList, Item
from nablascope.core.scene.draw import as_list, lower_right
from nablascope.core.scene.edges import idle_pen
from nablascope.core.scene.in_play import NOTE_ROOM, Note, notes_of, placed, products_of
from nablascope.core.scene.parts import (
    Gradients,
    Parts,
    card_with_badges,
    gradients_of,
    rectangle_of,
)
from nablascope.core.scene.plane import plane_of
from nablascope.core.scene.pulses import pulses
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.scene.strength import Range
from nablascope.core.timeline.frame import Frame, frame_at
from nablascope.core.timeline.moments import Moment, steps_in
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Step

Thing = TypeVar("Thing")

_MOST_MEASURED = 2_000
"""Shares."""


class Moving:
    """Draws frames; what two of them have in common is drawn once.

    Args:
        parts: the picture's parts, of the same trace as `playback`.
        playback: the run.
        whole: the gradients of the whole graph, where they are known: a pass often has the same.
    """

    def __init__(self, parts: Parts, playback: Playback, whole: Gradients | None = None) -> None:
        self._parts = parts
        self._playback = playback
        self._gradients = {} if whole is None else {parts.trace.edge_columns.grad: whole}
        self._cards = CardsInPlay(parts.trace, parts.layout, parts.theme, parts.roles, playback)
        self._room: Point | None = None

    def picture(self, moment: Moment, *, moving: bool) -> DisplayList:
        """The picture during a moment.

        Args:
            moment: the steps that are shown.
            moving: whether their numbers are still on their way; else they have arrived.
        """
        frame = frame_at(self._playback, moment.first if moving else moment.last)
        steps = steps_in(self._playback.timeline, moment)
        cards = self._cards_in_play(frame, steps)
        lines, chips = self._flowed(frame)
        end = frame_at(self._playback, moment.last)
        notes = self._notes(frame, products_of(end, steps) if moving else notes_of(end, steps), chips)
        items = chain.from_iterable((lines, chips, *cards, self._parts.signs, notes))
        return as_list(self._parts, items, self._room_around())

    def among(self, moment: Moment) -> Range:
        """The range of the shares that the picture of a moment has."""
        gradients, _ = self._shares(frame_at(self._playback, moment.last))
        return gradients.among if gradients else Range()

    def pulses(self, moment: Moment, t: float) -> list[Item]:
        """The numbers on their way during a moment, after the share `t` of the way."""
        steps = steps_in(self._playback.timeline, moment)
        number = max((step.number for step in steps), default=-1)
        return pulses(self._parts, self._pass(number), self._playback, steps, t, self._cards_taken)

    def _room_around(self) -> Point:
        """Beside and below the layout: for the chips of every pass, and for notes, so that nothing grows."""
        if self._room is None:
            layout, passes = self._parts.layout, (self._pass(number) for number in self._measured())
            items = chain.from_iterable(one.chips.items() for one in passes if one)
            right, bottom = lower_right(items)
            self._room = max(0.0, right - layout.width), max(NOTE_ROOM, bottom - layout.height)
        return self._room

    def _measured(self) -> range:
        """Of a large graph its last pass, since a person waits."""
        last = len(self._playback.passes)
        few = last * len(self._parts.trace.edges) <= _MOST_MEASURED
        return range(0 if few else last - 1, last)

    def _pass(self, number: int) -> Gradients | None:
        if number < 0:
            return None
        shares = self._playback.passes[number].one.share
        if shares not in self._gradients:
            self._gradients[shares] = gradients_of(self._parts, shares)
        return self._gradients[shares]

    def _shares(self, frame: Frame) -> tuple[Gradients | None, Callable[[int], bool]]:
        """A recording that does not tell its backward pass has all shares at the end."""
        if frame.number < 0 and frame.whole:
            return gradients_of(self._parts, self._parts.trace.edge_columns.grad), lambda _: True
        return self._pass(frame.number), frame.has_sent

    def _flowed(self, frame: Frame) -> tuple[list[Item], list[Item]]:
        """The lines and the chips of a frame."""
        gradients, has_sent = self._shares(frame)
        curves = {} if gradients is None else _where(gradients.curves, has_sent)
        ways = (
            *self._values(frame),
            *self._parts.without_shared_ways(curves).values(),
            *self._parts.arrows(curves),
        )
        if gradients is None:
            return [*ways], []
        sent = _where(gradients.chips.shares, has_sent)
        return [*ways], [*chain.from_iterable(sent.values()), *gradients.chips.shapes]

    def _values(self, frame: Frame) -> Iterable[Curve]:
        """Along an edge into a node that has not run yet nothing has gone."""
        values, targets = self._parts.values, self._parts.trace.edges.target.view()
        gone = _where(values, lambda edge: frame.has_run(targets[edge]))
        idle = idle_pen(self._parts.theme)
        waiting = {edge: replace(values[edge], pen=idle) for edge in values.keys() - gone.keys()}
        alone = self._parts.without_shared_ways
        return (*alone(waiting).values(), *alone(gone).values())

    def _cards_in_play(self, frame: Frame, steps: Iterable[Step]) -> list[tuple[Item, ...]]:
        drawn = enumerate(self._parts.cards)
        cards = [self._cards.card(frame, id) if whole else () for id, whole in drawn]
        for id, colour in self._cards.subjects(steps).items():
            cards[id] = bordered(cards[id], colour)
        return cards

    def _notes(self, frame: Frame, notes: list[Note], chips: Iterable[Item]) -> list[Item]:
        if not notes:
            return []
        parts, cards = self._parts, self._card_rooms
        shown = [rectangle_of(item) for item in (*chips, *parts.signs) if isinstance(item, Box)]
        near = self._chip_places(frame)
        coming = [near[note.edge] for note in notes if note.edge in near]
        occupied = Occupied()
        for place in (*cards.values(), *shown, *coming):
            occupied.add(place)
        room = self._room_around()
        within = Rectangle(0.0, 0.0, parts.layout.width + room[0], parts.layout.height + room[1])
        return placed(notes, cards, near, occupied, within, parts.theme, plane_of(parts.layout))

    @cached_property
    def _card_rooms(self) -> dict[int, Rectangle]:
        """The same at every step, since badges keep their places."""
        return {node.id: card_with_badges(self._parts, node) for node in self._parts.trace.nodes}

    @cached_property
    def _cards_taken(self) -> Occupied:
        taken = Occupied()
        for place in self._card_rooms.values():
            taken.add(place)
        return taken

    def _chip_places(self, frame: Frame) -> dict[int, Rectangle]:
        gradients = self._pass(frame.number)
        shares = gradients.chips.shares.items() if gradients else ()
        grounds = [(edge, chip[0]) for edge, chip in shares]
        return {edge: rectangle_of(ground) for edge, ground in grounds if isinstance(ground, Box)}


def _where(items: Mapping[int, Thing], holds: Callable[[int], bool]) -> dict[int, Thing]:
    return {edge: item for edge, item in items.items() if holds(edge)}
