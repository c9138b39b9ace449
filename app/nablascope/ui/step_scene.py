"""`StepScene`: the pictures of the run that is stepped through; drawn again only where they differ."""

from collections.abc import Collection
from operator import is_
from typing import Protocol

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.draw import draw_parts
from nablascope.core.scene.gliding import glimpse
from nablascope.core.scene.lifted import Lifted, left_behind, lift
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.parts import Gradients, Parts, gradients_of, parts_of
from nablascope.core.scene.pointing import Places, Pointing
from nablascope.core.scene.theme import Theme
from nablascope.render.drawing import Drawing, Listed
from nablascope.render.glide import Glide
from nablascope.workspace.view_state import Picture, Shown


class Steps(Protocol):
    """What the canvas shows of one run, at any of its moments."""

    def holds(self, picture: Picture, theme: Theme) -> bool:
        """Whether what `picture` is made of is at hand."""
        ...

    def drawing(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> Drawing:
        """The whole graph with a strong path, or the graph at the moment that is shown."""
        ...

    def display_list(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> DisplayList:
        """The same item by item, for an export."""
        ...

    def pulses(self, shown: Shown) -> list[Item]:
        """The numbers that are on their way."""
        ...

    def pointing(self, picture: Picture) -> Pointing:
        """Where everything of `picture` is."""
        ...

    def lifted(self, picture: Picture, theme: Theme, node: int) -> Lifted:
        """What goes with the card of `node` when a person takes it."""
        ...

    def left_behind(
        self, picture: Picture, theme: Theme, node: int, path: Collection[int] = ()
    ) -> Drawing | None:
        """The whole graph without that; None where it is too large to be drawn again for this."""
        ...

    def gliding(
        self, picture: Picture, theme: Theme, layout: Layout, path: Collection[int] = ()
    ) -> Drawing | None:
        """The whole graph with everything where `layout` has it; None where it is too large for this."""
        ...


class StepScene:
    """Of a graph that is drawn as a display list; keeps what the last picture was made of."""

    def __init__(self) -> None:
        self._parts: Parts | None = None
        self._whole: Gradients | None = None
        self._moving: Moving | None = None
        self._made_of: tuple[object, ...] = ()
        self._played: object = None
        self._places: tuple[Picture, Pointing] | None = None

    def holds(self, picture: Picture, theme: Theme) -> bool:
        """See `Steps`."""
        return are_same(made_of(picture, theme), self._made_of)

    def drawing(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> Drawing:
        """See `Steps`."""
        return Listed(self.display_list(picture, shown, theme, path))

    def display_list(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> DisplayList:
        """What `drawing` paints."""
        parts = self._parts_of(picture, theme)
        if shown is not None:
            return self._moving_of(parts, shown).picture(shown.moment, moving=is_moving(shown))
        self._moving = None
        return draw_parts(parts, self._gradients_of(parts), path)

    def pulses(self, shown: Shown) -> list[Item]:
        """See `Steps`."""
        if self._moving is None or not is_moving(shown):
            return []
        return self._moving.pulses(shown.moment, shown.t)

    def pointing(self, picture: Picture) -> Pointing:
        """See `Steps`."""
        if self._places is None or self._places[0] is not picture:
            self._places = picture, Places(picture.trace, picture.layout)
        return self._places[1]

    def lifted(self, picture: Picture, theme: Theme, node: int) -> Lifted:
        """See `Steps`."""
        parts = self._parts_of(picture, theme)
        return lift(parts, self._gradients_of(parts), node)

    def left_behind(
        self, picture: Picture, theme: Theme, node: int, path: Collection[int] = ()
    ) -> Drawing | None:
        """See `Steps`."""
        parts = self._parts_of(picture, theme)
        return Listed(left_behind(parts, self._gradients_of(parts), node, path))

    def gliding(
        self, picture: Picture, theme: Theme, layout: Layout, path: Collection[int] = ()
    ) -> Drawing | None:
        """See `Steps`."""
        parts = self._parts_of(picture, theme)
        seen = glimpse(parts, self._gradients_of(parts), layout, path)
        return Glide(seen, picture.layout.width, picture.layout.height)

    def _gradients_of(self, parts: Parts) -> Gradients:
        self._whole = self._whole or gradients_of(parts, parts.trace.edge_columns.grad)
        return self._whole

    def _parts_of(self, picture: Picture, theme: Theme) -> Parts:
        if self._parts is None or not self.holds(picture, theme):
            colours = dimmed(theme) if picture.dimmed else theme
            self._parts = parts_of(picture.trace, picture.layout, colours)
            self._made_of = made_of(picture, theme)
            self._whole, self._moving = None, None
        return self._parts

    def _moving_of(self, parts: Parts, shown: Shown) -> Moving:
        if self._moving is None or self._played is not shown.playback:
            self._moving = Moving(parts, shown.playback, self._whole)
            self._played = shown.playback
        return self._moving


def made_of(picture: Picture, theme: Theme) -> tuple[object, ...]:
    """What a drawing of a picture comes from."""
    return picture.trace, picture.layout, theme, picture.dimmed


def are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether both are made of the very same things."""
    return len(some) == len(others) and all(map(is_, some, others))


def is_moving(shown: Shown) -> bool:
    """Whether numbers are still on their way."""
    return shown.t < 1.0


def same_moment(one: Shown | None, other: Shown | None) -> bool:
    """Whether both are one moment of one run, however far its numbers are."""
    if one is None or other is None:
        return one is other
    return one.playback is other.playback and one.moment == other.moment


def looks_alike(one: Shown | None, other: Shown | None) -> bool:
    """Whether two moments have one picture, their pulses apart."""
    if one is None or other is None:
        return one is other
    return same_moment(one, other) and is_moving(one) == is_moving(other)
