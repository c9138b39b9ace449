"""`make_film`: the run as a film, each step with its numbers on their way and then at rest."""

from collections.abc import Iterator
from dataclasses import replace

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.caption import caption, caption_room
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.film import FilmOptions, Shot
from nablascope.core.scene.legend import with_legend
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.narration import narrate
from nablascope.core.scene.parts import parts_of
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import Moment, end_of, moment_at, place_of, span_of
from nablascope.core.timeline.playback import play_back
from nablascope.core.timeline.tempo import MOTION, REST

_OPENING, _END = 1.0, 2.0
"""Seconds of the first picture, in which nothing has happened yet, and of the whole graph at the end."""


def make_film(trace: Trace, layout: Layout, theme: Theme, options: FilmOptions) -> "RunFilm":
    """The film of a run."""
    return RunFilm(trace, layout, theme, options)


class RunFilm:
    """Shots of a run, made while they are watched.

    Args:
        trace: the run.
        layout: where its nodes and edges go.
        theme: the colours.
        options: what of the run, and how.
    """

    def __init__(self, trace: Trace, layout: Layout, theme: Theme, options: FilmOptions) -> None:
        self._timeline, self._options = build_timeline(trace), options
        self._playback = play_back(trace, self._timeline)
        self._moving = Moving(parts_of(trace, layout, theme), self._playback)
        end = len(self._timeline)
        self._theme, self._shares = theme, self._moving.among(Moment(end, end))
        first, last = span_of(self._timeline, options.part)
        self._places = range(self._place(first), self._place(last) + 1)
        self._frames = max(round(MOTION / options.speed * options.fps), 1)

    def __len__(self) -> int:
        """How many shots there are: one at the start, those of each step, and the whole graph."""
        return (len(self._places) - 1) * (self._frames + 1) + 1 + self._shows_whole()

    def __iter__(self) -> Iterator[Shot]:
        """The shots in order."""
        speed = self._options.speed
        yield Shot(self._at_rest(self._moment(self._places[0])), _OPENING / speed)
        for place in self._places[1:]:
            yield from self._step(self._moment(place))
        if self._shows_whole():
            whole = Moment(len(self._timeline), len(self._timeline))
            yield Shot(self._at_rest(whole, self._moment(self._places[-1])), _END / speed)

    def _shows_whole(self) -> bool:
        return self._options.part != "forward"

    def _step(self, moment: Moment) -> Iterator[Shot]:
        moving = self._picture(moment, moving=True)
        words = self._caption(moment, moving)
        for number in range(self._frames):
            pulses = self._moving.pulses(moment, (number + 0.5) / self._frames)
            yield Shot(self._with(moving, (*pulses, *words)), 1.0 / self._options.fps)
        yield Shot(self._at_rest(moment), REST / self._options.speed)

    def _at_rest(self, moment: Moment, told: Moment | None = None) -> DisplayList:
        """The picture of a moment, with its own caption or that of another."""
        picture = self._picture(moment, moving=False)
        return self._with(picture, self._caption(told or moment, picture))

    def _picture(self, moment: Moment, *, moving: bool) -> DisplayList:
        picture = self._moving.picture(moment, moving=moving)
        return with_legend(picture, self._shares, self._theme)

    def _caption(self, moment: Moment, picture: DisplayList) -> tuple[Item, ...]:
        told = narrate(self._playback, moment)
        extent = picture.width, picture.height
        return tuple(caption(self._timeline, self._options.grain, moment, told, extent, self._theme))

    def _with(self, picture: DisplayList, items: tuple[Item, ...]) -> DisplayList:
        room = caption_room(picture.width)
        return replace(picture, items=(*picture.items, *items), height=picture.height + room)

    def _place(self, k: int) -> int:
        return place_of(self._timeline, self._options.grain, k)

    def _moment(self, place: int) -> Moment:
        grain = self._options.grain
        return moment_at(self._timeline, grain, end_of(self._timeline, grain, place))
