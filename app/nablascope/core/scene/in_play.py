"""What a step adds to the picture while it is shown: its products, its sums, and where they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor

from nablascope.core.graph.rows import Edge
from nablascope.core.scene.chips import Inks, chip_at, chip_width
from nablascope.core.scene.display_list import SHARP, Item
from nablascope.core.scene.narrated_numbers import is_product, is_sum
from nablascope.core.scene.numbers import MINUS, preview, shape_text
from nablascope.core.scene.places import HEIGHT
from nablascope.core.scene.plane import ACROSS, Plane
from nablascope.core.scene.rectangles import Occupied, Rectangle
from nablascope.core.scene.text import elided
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.frame import Frame
from nablascope.core.timeline.timeline import Step, StepKind

_WIDTH = 11
"""Characters of a number."""

_GAP = 4.0
NOTE_ROOM = HEIGHT + 2 * _GAP
"""Below the lowest card, so that a picture does not grow when a note comes."""

_TRIES = 6
_MOST_TERMS = 3
_LONGEST_NAME = 12
_TIMES = " × "


@dataclass(frozen=True, slots=True)
class Note:
    """A short text, and what it is about: a node or an edge, by its index."""

    text: str
    node: int | None = None
    edge: int | None = None


def notes_of(frame: Frame, steps: Iterable[Step]) -> list[Note]:
    """What the steps compute, with numbers, as known in `frame`; of a node's sums the last."""
    notes = [note for step in steps for note in _of_step(frame, step)]
    return list({(note.node, note.edge): note for note in notes}.values())


def products_of(frame: Frame, steps: Iterable[Step]) -> list[Note]:
    """What is multiplied in `frame`, at the end of the steps, while their shares are on their way."""
    shares = [step.subject for step in steps if step.kind == StepKind.DELIVER]
    return [Note(product, edge=edge) for edge in shares if (product := _product(frame, edge))]


def _of_step(frame: Frame, step: Step) -> Iterator[Note]:
    if step.kind == StepKind.DELIVER:
        edge = frame.playback.trace.edges[step.subject]
        product = _product(frame, step.subject)
        if product:
            yield Note(product, edge=step.subject)
        if frame.has_sent(step.subject):
            yield from _sum(frame, edge)
    elif step.kind in (StepKind.ACCUMULATE, StepKind.SET):
        yield from _accumulated(frame, step)


def _product(frame: Frame, index: int) -> str:
    """Gradient times local derivative, where the share is that product and all are single numbers."""
    edge = frame.playback.trace.edges[index]
    grad, share = frame.grad(edge.target), frame.share(index)
    if grad is None or edge.local is None or grad.shape or not is_product(grad, edge.local, share):
        return ""
    return _TIMES.join((preview(grad, _WIDTH), preview(edge.local, _WIDTH)))


def _sum(frame: Frame, edge: Edge) -> Iterator[Note]:
    """What has arrived where a value is used several times."""
    arrived = frame.arrived(edge.source, edge.output)
    total = frame.grad(edge.source, edge.output)
    if len(arrived) < 2 or total is None:
        return
    if total.shape:
        yield Note(f"{len(arrived)} shares of {shape_text(total.shape)}", node=edge.source)
        return
    yield Note(f"{_terms([preview(one, _WIDTH) for one in arrived])} = {preview(total, _WIDTH)}", edge.source)


def _accumulated(frame: Frame, step: Step) -> Iterator[Note]:
    """A leaf's ``grad`` after the step, and what it is the sum of."""
    leaf = step.subject
    name, after = frame.playback.trace.nodes.name[leaf], frame.leaf_grad(leaf)
    if after is None:
        return
    label = f"{elided(name, _LONGEST_NAME)}.grad" if name else "grad"
    terms = _added(frame, leaf) if step.kind == StepKind.ACCUMULATE and not after.shape else ""
    yield Note(f"{label} = {terms}{preview(after, _WIDTH)}", leaf)


def _added(frame: Frame, leaf: int) -> str:
    """Before and added; a leaf without a ``grad`` begins at nothing."""
    before, added, after = frame.grad_before(leaf), frame.grad(leaf), frame.leaf_grad(leaf)
    parts = [tensor for tensor in (before, added) if tensor is not None]
    if added is None or not is_sum(parts, after):
        return ""
    first = "0" if before is None else preview(before, _WIDTH)
    return f"{_terms([first, preview(added, _WIDTH)])} = "


def _terms(texts: list[str]) -> str:
    """The texts as a sum, of many the last."""
    shown = texts if len(texts) <= _MOST_TERMS else ["…", *texts[-_MOST_TERMS + 1 :]]
    first, *rest = shown
    signed = [f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}" for text in rest]
    return " ".join([first, *signed])


def placed(
    notes: Iterable[Note],
    cards: Mapping[int, Rectangle],
    chips: Mapping[int, Rectangle],
    occupied: Occupied,
    within: Rectangle,
    theme: Theme,
    plane: Plane,
) -> list[Item]:
    """The notes as chips beside what they are about, free of everything in `occupied`.

    One that has no room there is left out; the sentence of the step tells it too.

    Args:
        notes: what to say.
        cards: the room of the nodes' cards, by node.
        chips: the room of the shares' chips, by edge.
        occupied: what must stay free; the notes are added to it.
        within: the picture.
        theme: the colours.
        plane: of the picture: where edges run down, a note is at first looked for room at the sides.
    """
    items: list[Item] = []
    for note in notes:
        beside = chips.get(note.edge) if note.edge is not None else cards.get(note.node or 0)
        place = _free(beside, chip_width(note.text), occupied, within, plane) if beside else None
        if place is not None:
            occupied.add(place)
            items += chip_at(place, note.text, Inks(theme.gradient, theme.gradient_wash, theme.gradient))
    return items


def _free(
    beside: Rectangle, width: float, occupied: Occupied, within: Rectangle, plane: Plane
) -> Rectangle | None:
    """The nearest free room on either side of where lines pass, else before or behind."""
    size = width, HEIGHT
    candidates = (
        place for way in dict.fromkeys((plane, ACROSS)) for place in _around(beside, size, within, way)
    )
    inside = (place for place in candidates if within.holds(place))
    return next((place for place in inside if occupied.leaves_free(place, 2.0)), None)


def _around(
    beside: Rectangle, size: tuple[float, float], within: Rectangle, plane: Plane
) -> Iterator[Rectangle]:
    """Below or above in the plane, in the middle or at either end."""
    beside, within = plane.rectangle(beside), plane.rectangle(within)
    width, height = plane.point(size)
    for top in _tops(beside, height):
        for left in _lefts(beside, width, within):
            yield plane.rectangle(Rectangle(left, top, left + width, top + height))


def _tops(beside: Rectangle, height: float) -> Iterator[float]:
    for step in range(_TRIES):
        away = _GAP + step * (HEIGHT + _GAP) / 2
        yield round(beside.bottom + away) + SHARP
        yield round(beside.top - away - height) - SHARP


def _lefts(beside: Rectangle, width: float, within: Rectangle) -> Iterator[float]:
    middle = (beside.left + beside.right - width) / 2
    for left in (middle, beside.left, beside.right - width):
        yield floor(min(max(left, within.left), within.right - width - 1.0)) + SHARP
