"""`StepScene`: the pictures of the run that is stepped through; drawn again only where they differ."""

from collections.abc import Collection

from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.draw import draw_parts
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.parts import Gradients, Parts, gradients_of, parts_of
from nablascope.core.scene.theme import Theme
from nablascope.render.scene_index import SceneIndex
from nablascope.workspace.view_state import Picture, Shown


class StepScene:
    """Keeps what the last picture was made of."""

    def __init__(self) -> None:
        self._parts: Parts | None = None
        self._whole: Gradients | None = None
        self._moving: Moving | None = None
        self._made_of: tuple[object, ...] = ()
        self._played: object = None
        self._ready: DisplayList | None = None
        self._index: SceneIndex | None = None

    def prepare(self, picture: Picture, theme: Theme) -> None:
        """Draws the whole graph and files its items, so that both are at hand; in any thread."""
        self._ready = self.display_list(picture, None, theme)
        self._index = SceneIndex(self._ready)

    @property
    def is_prepared(self) -> bool:
        """Whether it holds a graph that was drawn beforehand."""
        return self._ready is not None

    def holds(self, picture: Picture, theme: Theme) -> bool:
        """Whether what `picture` is made of is at hand."""
        made_of = picture.trace, picture.layout, theme, picture.dimmed
        return len(made_of) == len(self._made_of) and all(map(_is, made_of, self._made_of))

    def index_of(self, drawn: DisplayList | None) -> SceneIndex | None:
        """Where the items of `drawn` are, if that is what was prepared."""
        return self._index if drawn is not None and drawn is self._ready else None

    def display_list(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> DisplayList:
        """The whole graph with a strong path, or the graph at the moment that is shown."""
        parts = self._parts_of(picture, theme)
        if shown is not None:
            return self._moving_of(parts, shown).picture(shown.moment, moving=is_moving(shown))
        self._moving = None
        if self._ready is not None and not path:
            return self._ready
        self._whole = self._whole or gradients_of(parts, picture.trace.edge_columns.grad)
        return draw_parts(parts, self._whole, path)

    def pulses(self, shown: Shown) -> list[Item]:
        """The numbers that are on their way."""
        if self._moving is None or not is_moving(shown):
            return []
        return self._moving.pulses(shown.moment, shown.t)

    def _parts_of(self, picture: Picture, theme: Theme) -> Parts:
        if self._parts is None or not self.holds(picture, theme):
            colours = dimmed(theme) if picture.dimmed else theme
            self._parts = parts_of(picture.trace, picture.layout, colours)
            self._made_of = picture.trace, picture.layout, theme, picture.dimmed
            self._whole, self._moving, self._ready, self._index = None, None, None, None
        return self._parts

    def _moving_of(self, parts: Parts, shown: Shown) -> Moving:
        if self._moving is None or self._played is not shown.playback:
            self._moving = Moving(parts, shown.playback, self._whole)
            self._played = shown.playback
        return self._moving


def _is(one: object, other: object) -> bool:
    return one is other


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
