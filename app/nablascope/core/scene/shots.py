"""The shots of a run: each step with its numbers on their way, and then at rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.caption import caption, caption_room
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.film import FilmOptions, Shot
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.narration import narrate
from nablascope.core.scene.parts import parts_of
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import Moment, end_of, moment_at, place_of, span_of
from nablascope.core.timeline.playback import Playback, play_back

MOTION = 0.4
"""Seconds that the numbers of a step are on their way, at speed 1."""

REST = 1.2
"""Seconds that a step is then shown, at speed 1."""


@dataclass(frozen=True)
class Shots:
    """A film of a run, made while it is watched; it knows how many shots it has."""

    trace: Trace
    layout: Layout
    theme: Theme
    options: FilmOptions

    def __post_init__(self) -> None:
        playback = play_back(self.trace, build_timeline(self.trace))
        object.__setattr__(self, "_playback", playback)
