"""`ManySteps`: the pictures of a run of thousands of nodes; the sibling of `StepScene`."""

from collections.abc import Collection

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.colours import dimmed
from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.core.scene.lifted import Lifted
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.moment import Known, Times
from nablascope.core.scene.many.moving_numbers import MovingNumbers
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.notes import notes_in
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.pointing import Pointing
from nablascope.core.scene.roles import roles
from nablascope.core.scene.theme import Theme
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import Moment, steps_in
from nablascope.render.drawing import Drawing
from nablascope.render.many.picture import ManyPicture
from nablascope.ui.step_scene import StepScene, are_same, is_moving, made_of
from nablascope.workspace.view_state import Picture, Shown


class ManySteps:
    """See `Steps`; it may be made in any thread."""

    def __init__(self, picture: Picture, theme: Theme) -> None:
        trace, layout = picture.trace, picture.layout
        colours = dimmed(theme) if picture.dimmed else theme
        self._arrays = arrays_of(trace, layout)
        self._near = Near(trace, layout, colours, self._arrays, roles(trace))
        self._places = ManyPlaces(self._arrays)
        self._made_of = made_of(picture, theme)
        self._times: Times | None = None
        self._numbers: tuple[Moment, MovingNumbers] | None = None

    def holds(self, picture: Picture, theme: Theme) -> bool:
        """See `Steps`."""
        return are_same(made_of(picture, theme), self._made_of)

    def drawing(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> Drawing:
        """See `Steps`."""
        if shown is None:
            return ManyPicture(self._arrays, self._near, Known(picture.trace), path)
        moving, moment = is_moving(shown), shown.moment
        known = self._times_of(shown).known(moment, moving=moving)
        end = frame_at(shown.playback, moment.last)
        notes = notes_in(self._near, self._places, end, known.steps, moving=moving)
        return ManyPicture(self._arrays, self._near, known, notes=notes)

    def display_list(
        self, picture: Picture, shown: Shown | None, theme: Theme, path: Collection[int] = ()
    ) -> DisplayList:
        """See `Steps`; it takes long, so that nothing but an export wants it."""
        return StepScene().display_list(picture, shown, theme, path)

    def pulses(self, shown: Shown) -> list[Item]:
        """See `Steps`."""
        if not is_moving(shown):
            return []
        self._times_of(shown)
        if self._numbers is None or self._numbers[0] != shown.moment:
            steps = steps_in(shown.playback.timeline, shown.moment)
            self._numbers = shown.moment, MovingNumbers(self._near, self._places, shown.playback, steps)
        return self._numbers[1].at(shown.t)

    def pointing(self, picture: Picture) -> Pointing:
        """See `Steps`."""
        return self._places

    def lifted(self, picture: Picture, theme: Theme, node: int) -> Lifted:
        """See `Steps`; of the card alone."""
        return Lifted(self._near.cards[node])

    def left_behind(
        self, picture: Picture, theme: Theme, node: int, path: Collection[int] = ()
    ) -> Drawing | None:
        """See `Steps`."""
        return None

    def gliding(
        self, picture: Picture, theme: Theme, layout: Layout, path: Collection[int] = ()
    ) -> Drawing | None:
        """See `Steps`."""
        return None

    def _times_of(self, shown: Shown) -> Times:
        if self._times is None or self._times.playback is not shown.playback:
            self._times, self._numbers = Times(shown.playback), None
        return self._times
