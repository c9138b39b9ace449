"""Pulses: a number on its way along an edge, or into the output when a backward pass begins."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from nablascope.core.graph.incoming import edges_into
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.layout.layout import Point
from nablascope.core.scene.chips import Inks, chip_at, chip_width
from nablascope.core.scene.colours import mixed
from nablascope.core.scene.display_list import SHARP, Box, Colour, Item
from nablascope.core.scene.numbers import preview
from nablascope.core.scene.parts import Gradients, Parts
from nablascope.core.scene.places import HEIGHT
from nablascope.core.scene.plane import plane_of
from nablascope.core.scene.polyline import Polyline
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Step, StepKind

_DOT, _HALO = 5.0, 9.0
"""Radii."""

_WIDTH = 11
_AWAY = 12.0
_HALO_FADE = 0.72
_SEED_WAY = 20.0
_SEED_ROW, _SEED_COLUMN = 78.0, 96.0
"""How far the seed comes from, which a picture's margin has room for, and at what height of the card, or
how far to the right on it: where a gradient would come from a consumer below.
"""


def eased(t: float) -> float:
    """A motion that begins and ends softly: 3t² − 2t³."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def pulses(
    parts: Parts,
    gradients: Gradients | None,
    playback: Playback,
    steps: Iterable[Step],
    t: float,
    cards: Occupied,
) -> list[Item]:
    """Where the numbers of `steps` are after the share `t` of their way, from 0 to 1; none covers a card."""
    ways = [way for step in steps for way in _ways(parts, gradients, playback, step)]
    along = eased(t)
    places = [line.at(1.0 - along if backwards else along) for line, backwards, _, _ in ways]
    dots = [_dot(at, way[3], parts.theme.paper) for at, way in zip(places, ways, strict=True)]
    return [*chain.from_iterable(dots), *_numbers(places, ways, cards, parts)]


def _numbers(
    places: Sequence[Point], ways: "Sequence[_Way]", cards: Occupied, parts: Parts
) -> Iterator[Item]:
    """The upper ones stand above their dots and the lower below; one that would cover another is left out.

    Where edges run down, those on the left stand to the left of their dots and the others to the right.
    """
    plane, theme = plane_of(parts.layout), parts.theme
    places = plane.points(places)
    middle = sum(y for _, y in places) / max(len(places), 1)
    taken: list[Rectangle] = []
    for at, (_, _, tensor, colour) in zip(places, ways, strict=True):
        text = "" if tensor is None else preview(tensor, _WIDTH)
        size = plane.point((chip_width(text), HEIGHT))
        place = plane.rectangle(_beside(at, size, above=at[1] <= middle))
        covers = any(place.overlaps(other) for other in taken) or not cards.leaves_free(place, 0.0)
        if text and not covers:
            taken.append(place)
            yield from chip_at(place, text, Inks(colour, theme.panel, colour))


def _beside(dot: Point, size: Point, *, above: bool) -> Rectangle:
    away = -_AWAY - size[1] if above else _AWAY
    left, top = round(dot[0] - size[0] / 2) + SHARP, round(dot[1] + away) + SHARP
    return Rectangle(left, top, left + size[0], top + size[1])


_Way = tuple[Polyline, bool, TensorSummary | None, Colour]
"""A line, whether the number runs against it, the number, and the colour."""


def _ways(parts: Parts, gradients: Gradients | None, playback: Playback, step: Step) -> Iterator[_Way]:
    trace, theme = parts.trace, parts.theme
    if step.kind == StepKind.FORWARD:
        for edge in (edge for edge in edges_into(trace, step.subject) if edge in parts.values):
            source, output = trace.edges.source[edge], trace.edges.output[edge]
            value = trace.nodes[source].values[output : output + 1]
            yield Polyline(parts.values[edge].points), False, next(iter(value), None), theme.value
    elif step.kind == StepKind.DELIVER and gradients is not None and step.subject in gradients.curves:
        share = trace.tensors.get(playback.passes[step.number].one.share[step.subject])
        yield Polyline(gradients.curves[step.subject].points), True, share, theme.gradient
    elif step.kind == StepKind.SEED:
        root = playback.passes[step.number].one.root[step.subject]
        yield Polyline(_seed_way(parts, root)), True, None, theme.gradient


def _seed_way(parts: Parts, node: int) -> tuple[Point, ...]:
    plane = plane_of(parts.layout)
    (x, y), (width, _) = map(plane.point, (parts.layout.positions[node], parts.layout.sizes[node]))
    row = y + (_SEED_COLUMN if plane.down else _SEED_ROW)
    start, end = (x + width, row), (x + width + _SEED_WAY, row)
    return plane.points((start, start, end, end))


def _dot(at: Point, colour: Colour, paper: Colour) -> list[Item]:
    return [_circle(at, _HALO, mixed(colour, paper, _HALO_FADE)), _circle(at, _DOT, colour)]


def _circle(at: Point, radius: float, colour: Colour) -> Box:
    return Box(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius, radius, colour, None)
