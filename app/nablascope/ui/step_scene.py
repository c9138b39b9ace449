"""`StepScene`: the pictures of the run that is stepped through; drawn again only where they differ."""

from collections.abc import Collection

from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.draw import draw
from nablascope.core.scene.moving import Moving
from nablascope.core.scene.parts import parts_of
from nablascope.core.scene.theme import Theme
from nablascope.workspace.view_state import Picture, Shown


class StepScene:
    """Keeps what the last picture was made of."""

    def __init__(self) -> None:
        self._moving: Moving | None = None
        self._made_of: tuple[object, ...] = ()

    def display_list(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> DisplayList:
        """The whole graph with a strong path, or the graph at the moment that is shown."""
        if shown is None:
            self._moving, self._made_of = None, ()
            return draw(picture.trace, picture.layout, theme, picture.dimmed, path)
        return self._of(picture, shown, theme).picture(shown.moment, moving=is_moving(shown))

    def pulses(self, shown: Shown) -> list[Item]:
        """The numbers that are on their way."""
        if self._moving is None or not is_moving(shown):
            return []
        return self._moving.pulses(shown.moment, shown.t)

    def _of(self, picture: Picture, shown: Shown, theme: Theme) -> Moving:
        made_of = shown.playback, picture.layout, theme, picture.dimmed
        same = len(made_of) == len(self._made_of) and all(map(_is, made_of, self._made_of))
        if self._moving is None or not same:
            colours = dimmed(theme) if picture.dimmed else theme
            self._moving = Moving(parts_of(picture.trace, picture.layout, colours), shown.playback)
            self._made_of = made_of
        return self._moving


def _is(one: object, other: object) -> bool:
    return one is other


def is_moving(shown: Shown) -> bool:
    """Whether numbers are still on their way."""
    return shown.t < 1.0


def looks_alike(one: Shown | None, other: Shown | None) -> bool:
    """Whether two moments have one picture, their pulses apart."""
    if one is None or other is None:
        return one is other
    same = one.playback is other.playback and one.moment == other.moment
    return same and is_moving(one) == is_moving(other)
