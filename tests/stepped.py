"""Runs as moving pictures, and what can be read in them, for tests to share."""

from dataclasses import dataclass
from functools import cache

from core.timeline.runs import typed
from nablascope.core.graph.trace import Trace
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Curve, DisplayList, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.parts import Parts, parts_of
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.timeline.build import build_timeline
from nablascope.core.timeline.moments import Moment, count, end_of, moment_at
from nablascope.core.timeline.playback import Playback, play_back
from worked_examples import EXAMPLES

LIGHT = load_theme("light")


@dataclass(frozen=True)
class Film:
    """A run that can be shown at any of its moments, counted from 1; 0 is the untouched graph."""

    trace: Trace
    playback: Playback
    parts: Parts
    moving: Moving

    def moment(self, place: int, grain="node") -> Moment:
        timeline = self.playback.timeline
        return moment_at(timeline, grain, end_of(timeline, grain, place))

    def last(self, grain="node") -> int:
        return count(self.playback.timeline, grain)

    def at(self, place: int, grain="node", moving=False) -> DisplayList:
        return self.moving.picture(self.moment(place, grain), moving=moving)

    def all(self, grain="node", moving=False):
        return [self.at(place, grain, moving) for place in range(self.last(grain) + 1)]

    def whole(self) -> DisplayList:
        return draw(self.trace, self.parts.layout, LIGHT)

    def card(self, id: int):
        """The left, upper, right and lower end of a node's card."""
        (x, y), (width, height) = self.parts.layout.positions[id], self.parts.layout.sizes[id]
        return x, y, x + width, y + height

    def on_card(self, picture: DisplayList, id: int) -> list[str]:
        """The texts on a node's card."""
        left, top, right, bottom = self.card(id)
        inside = (label for label in labels(picture) if left <= label.x <= right and top <= label.y <= bottom)
        return [label.text for label in inside]

    def named(self, name: str) -> int:
        return next(node.id for node in self.trace.nodes if name in (node.name, node.function))


def film_of(trace: Trace, *, down: bool = False) -> Film:
    playback = play_back(trace, build_timeline(trace))
    parts = parts_of(trace, lay_out(trace, down=down), LIGHT)
    return Film(trace, playback, parts, Moving(parts, playback))


@cache
def film(text: str, *inputs: tuple[str, float]) -> Film:
    """The film of a program that torch ran."""
    return film_of(typed(text, dtype="float32", **dict(inputs)).trace)


SINE = "y = torch.sin(x / 2**1.5)", ("x", 100.0)
TWO_INPUTS = "f = u**2 + v**3 + u*v", ("u", 2.0), ("v", 4.0)
TWICE = "y = x * w\ny.backward(retain_graph=True)\ny.backward()", ("x", 2.0), ("w", 3.0)


def example(id: str) -> Film:
    """The film of a published example."""
    found = next(each for each in EXAMPLES if each["id"] == id)
    return film(found["code"], *found["inputs"].items())


def labels(picture: DisplayList) -> list[Label]:
    return [item for item in picture.items if isinstance(item, Label)]


def texts(picture: DisplayList) -> list[str]:
    return [label.text for label in labels(picture)]


def boxes(picture: DisplayList) -> list[Box]:
    return [item for item in picture.items if isinstance(item, Box)]


def curves(picture: DisplayList) -> list[Curve]:
    return [item for item in picture.items if isinstance(item, Curve)]


def ground_of(picture: DisplayList, text: str) -> Box:
    """The box that a text stands in: the one just before it."""
    place = next(k for k, item in enumerate(picture.items) if isinstance(item, Label) and item.text == text)
    ground = picture.items[place - 1]
    assert isinstance(ground, Box)
    return ground
