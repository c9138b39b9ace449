"""What a step adds to the picture of a large graph: its products and sums, beside what they are about."""

from collections.abc import Iterable, Iterator

from nablascope.core.graph.incoming import edges_into
from nablascope.core.scene.display_list import Box, Item
from nablascope.core.scene.in_play import notes_of, placed, products_of
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.parts import rectangle_of
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.timeline.frame import Frame
from nablascope.core.timeline.timeline import Step

_MOST = 24
"""Of one moment."""

_ASIDE = 320.0
"""How far from what a note is about others may be in its way."""


def notes_in(
    near: Near, places: ManyPlaces, end: Frame, steps: tuple[Step, ...], *, moving: bool
) -> list[Item]:
    """The notes of some steps, free of the cards and of the numbers around.

    Args:
        near: makes what is in the way.
        places: tells what that is.
        end: what is known after the steps.
        steps: of one moment.
        moving: whether their numbers are still on their way.
    """
    steps = steps[:_MOST]
    notes = products_of(end, steps) if moving else notes_of(end, steps)
    if not notes:
        return []
    cards = {note.node: near.room(note.node) for note in notes if note.node is not None}
    chips = dict(_chips(near, end, (note.edge for note in notes if note.edge is not None)))
    occupied = _occupied(near, places, end, (*cards.values(), *chips.values()))
    layout = near.layout
    within = Rectangle(0.0, 0.0, layout.width, layout.height + _ASIDE)
    return placed(notes, cards, chips, occupied, within, near.theme, near.plane)


def _chips(near: Near, end: Frame, edges: Iterable[int]) -> Iterator[tuple[int, Rectangle]]:
    """The room of the chips that the pass brings, also of those that are still to come."""
    if end.number < 0:
        return
    shares = end.playback.passes[end.number].one.share
    for edge in edges:
        for item in near.chip(edge, shares[edge]):
            if isinstance(item, Box):
                yield edge, rectangle_of(item)


def _occupied(near: Near, places: ManyPlaces, end: Frame, about: Iterable[Rectangle]) -> Occupied:
    occupied, nodes = Occupied(), set[int]()
    for place in about:
        box = place.left - _ASIDE, place.top - _ASIDE, place.right + _ASIDE, place.bottom + _ASIDE
        nodes.update(places.nodes_within(*box))
    for node in nodes:
        occupied.add(near.room(node))
        for _, room in _chips(near, end, edges_into(near.trace, node)):
            occupied.add(room)
    return occupied
