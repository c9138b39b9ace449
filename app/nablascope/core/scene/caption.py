"""The caption of a moving picture: where in the run it is, and the sentence of the step, below the graph."""

from collections.abc import Iterator
from itertools import chain

from nablascope.core.scene.colours import mixed
from nablascope.core.scene.display_list import Box, Item, Label
from nablascope.core.scene.narrated import Narration, Part
from nablascope.core.scene.text import MONO_ADVANCE, cells
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.type_scale import REGULAR, SEMIBOLD
from nablascope.core.timeline.moments import Moment, count, place_of, stretches
from nablascope.core.timeline.timeline import Grain, Timeline

_WIDTH = 880.0
"""Of a picture whose caption is not enlarged; larger pictures are shown smaller."""

_SIZE, _LINE = 13.0, 19.0
_GAP, _TRACK, _AFTER_TRACK = 12.0, 4.0, 24.0
_MOST_LINES = 3
_AHEAD = 0.72
_ELLIPSIS = Part("…", "muted")


def caption_room(width: float) -> float:
    """The height that a caption takes below a picture so wide."""
    return _enlarged(width) * (_GAP + _AFTER_TRACK + _MOST_LINES * _LINE)


def caption(
    timeline: Timeline,
    grain: Grain,
    moment: Moment,
    told: Narration,
    place: tuple[float, float],
    theme: Theme,
) -> list[Item]:
    """The line of the whole run, and below it the step and its sentence.

    Args:
        timeline: the run.
        grain: how much one step is.
        moment: the one that is shown.
        told: its sentence.
        place: the width of the picture, and its lower edge.
        theme: the colours.
    """
    width, bottom = place
    size = _enlarged(width)
    top = bottom + size * _GAP
    k = place_of(timeline, grain, moment.last)
    lead = f"Step {k} of {count(timeline, grain)}  "
    lines = _wrapped(told, int(width / (size * _SIZE * MONO_ADVANCE)), cells(lead))
    first = top + size * _AFTER_TRACK
    words = [Label(0.0, first, lead, "mono", size * _SIZE, SEMIBOLD, theme.ink)]
    for number, line in enumerate(lines):
        indent = 0 if number else cells(lead)
        words += _words(line, (indent, first + size * number * _LINE), size, theme)
    return [*_track(timeline, grain, k, (width, top), size, theme), *words]


def _enlarged(width: float) -> float:
    return max(width / _WIDTH, 1.0)


def _track(
    timeline: Timeline, grain: Grain, now: int, place: tuple[float, float], size: float, theme: Theme
) -> Iterator[Item]:
    width, top = place
    unit = width / max(count(timeline, grain), 1)
    for stretch in stretches(timeline, grain):
        colour = theme.value if stretch.forward else theme.gradient
        cut = min(max(now, stretch.first), stretch.last)
        for first, last, ink in ((stretch.first, cut, colour), (cut, stretch.last, _ahead(colour, theme))):
            if first < last:
                yield Box(first * unit, top, (last - first) * unit, size * _TRACK, 0.0, ink, None)


def _ahead(colour: str, theme: Theme) -> str:
    return mixed(colour, theme.paper, _AHEAD)


def _wrapped(told: Narration, columns: int, indent: int) -> list[list[Part]]:
    """The sentence cut at spaces into lines of so many characters; of a long one the first lines."""
    lines: list[list[Part]] = [[]]
    filled = indent
    for word in chain.from_iterable(map(_pieces, told.parts)):
        if filled + cells(word.text.rstrip()) > columns and filled:
            lines.append([])
            filled = 0
        lines[-1].append(word)
        filled += cells(word.text)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], [*lines[_MOST_LINES - 1][:-1], _ELLIPSIS]]
    return lines


def _pieces(part: Part) -> list[Part]:
    """Words, each with the space behind it."""
    words = part.text.split(" ")
    texts = [f"{word} " for word in words[:-1]] + words[-1:]
    return [Part(text, part.tone) for text in texts if text]


def _words(line: list[Part], start: tuple[int, float], size: float, theme: Theme) -> Iterator[Label]:
    """The line's parts from a column on, at a height."""
    colours = {"value": theme.value, "gradient": theme.gradient, "muted": theme.muted}
    column, baseline = start
    for part in line:
        x, ink = column * size * _SIZE * MONO_ADVANCE, colours.get(part.tone, theme.ink)
        yield Label(x, baseline, part.text.rstrip(), "mono", size * _SIZE, REGULAR, ink)
        column += cells(part.text)
