"""Cards while a run is stepped through: with what is known, and the one that a step is about stands out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.colours import faint
from nablascope.core.scene.display_list import Box, Colour, Item, Pen
from nablascope.core.scene.parts import draw_card
from nablascope.core.scene.roles import ORDINARY, Role
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.frame import Frame
from nablascope.core.timeline.playback import Playback, subject_of
from nablascope.core.timeline.timeline import Step, StepKind

_IN_PLAY_WIDTH = 2.0
"""Of the border of the card that a step is about."""

_MOST_KEPT = 20_000
"""Cards; of a large graph they would fill the memory."""


class CardsInPlay:
    """Draws a card once for each of its states."""

    def __init__(
        self, trace: Trace, layout: Layout, theme: Theme, roles: Mapping[int, Role], playback: Playback
    ) -> None:
        self._trace, self._layout, self._theme = trace, layout, theme
        self._roles, self._playback = roles, playback
        self._cards: dict[tuple[int, object], tuple[Item, ...]] = {}

    def card(self, frame: Frame, id: int) -> tuple[Item, ...]:
        """The items of a node's card as it is known in `frame`."""
        key = id, _state(frame, id)
        if key not in self._cards:
            if len(self._cards) >= _MOST_KEPT:
                self._cards.clear()
            self._cards[key] = self._draw(frame, id)
        return self._cards[key]

    def subjects(self, steps: Iterable[Step]) -> dict[int, Colour]:
        """The nodes that steps are about; of a share alone, the one that sends it."""
        value, gradient = self._theme.value, self._theme.gradient
        return {
            subject_of(self._playback, step): value if step.kind == StepKind.FORWARD else gradient
            for step in steps
        }

    def _draw(self, frame: Frame, id: int) -> tuple[Item, ...]:
        theme = self._theme if frame.has_run(id) else faint(self._theme)
        return tuple(draw_card(frame.node(id), self._layout, theme, self._role(frame, id)))

    def _role(self, frame: Frame, id: int) -> Role:
        """An earlier pass has outputs of its own; where the run stopped is known at its end."""
        role = self._roles.get(id, ORDINARY)
        if frame.whole:
            return role
        if not 0 <= frame.number < len(self._playback.passes) - 1:
            return replace(role, failed=False)
        name = self._trace.nodes.name[id] or ""
        return Role((name,) if id in self._playback.passes[frame.number].starts else ())


def bordered(card: tuple[Item, ...], colour: Colour) -> tuple[Item, ...]:
    """A card that stands out."""
    ground, *rest = card
    if not isinstance(ground, Box):
        return card
    return replace(ground, pen=Pen(colour, _IN_PLAY_WIDTH)), *rest


def _state(frame: Frame, id: int) -> object:
    """What tells apart the looks of a node's card."""
    if frame.whole:
        return "whole"
    arrived = sum(frame.has_sent(edge) for edge in frame.playback.leaving[id])
    return frame.has_run(id), frame.number, frame.was_called(id), arrived, _seeds(frame, id)


def _seeds(frame: Frame, id: int) -> int:
    if frame.number < 0:
        return 0
    steps = frame.playback.passes[frame.number]
    return sum(steps.seeded[place] <= frame.k for place in steps.starts.get(id, ()))
