"""`LargeScenes`: makes what graphs of many nodes are drawn from beside the window, which stays alive."""

from PySide6.QtCore import QObject, Signal

from nablascope.core.scene.theme import Theme
from nablascope.ui.follow import is_same
from nablascope.ui.letting_go import let_go
from nablascope.ui.step_scene import Steps
from nablascope.ui.threaded import Threaded
from nablascope.workspace.view_state import Picture

LARGE = 400
"""Nodes; fewer are drawn item by item, which takes 100 ms or less, and more out of arrays."""


def is_large(picture: Picture) -> bool:
    """Whether drawing it would stop the window for longer than a person overlooks."""
    return len(picture.trace.node_columns.kind) > LARGE


def being_drawn(picture: Picture) -> str:
    """What is said in the place of a picture until it is there."""
    return f"Drawing {len(picture.trace.node_columns.kind):,} nodes…"


class LargeScenes(QObject):
    """Draws one picture after the other; of several wished for at once, the newest counts.

    Signals:
        drawn: `Steps` that hold a picture, and the `Picture`.
    """

    drawn = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Picture | None = None
        self._running: Picture | None = None
        self._theme: Theme | None = None
        self._threaded = Threaded()
        self._threaded.done.connect(self._on_drawn)

    def want(self, picture: Picture, theme: Theme) -> None:
        """Draws `picture` as soon as the one before is done."""
        same = is_same(picture, self._wanted) and theme == self._theme
        self._wanted, self._theme = picture, theme
        if not same and self._running is None:
            self._start(picture, theme)

    def forget(self) -> None:
        """Whatever is still being drawn is not wanted any more."""
        self._wanted = None

    def _start(self, picture: Picture, theme: Theme) -> None:
        self._running = picture
        self._threaded.start((picture, theme), lambda: _drawn(picture, theme))

    def _on_drawn(self, of: tuple[Picture, Theme], scene: Steps | None) -> None:
        self._running = None
        wanted, theme = self._wanted, self._theme
        if wanted is not None and is_same(of[0], wanted) and of[1] == theme:
            self._hand_over(scene, wanted)
            return
        if scene is not None:
            let_go(scene)
        if wanted is not None and theme is not None:
            self._start(wanted, theme)

    def _hand_over(self, scene: Steps | None, wanted: Picture) -> None:
        """One that could not be drawn stays wanted, so that it is not tried, and reported, over and over."""
        if scene is not None:
            self._wanted = None
            self.drawn.emit(scene, wanted)


def _drawn(picture: Picture, theme: Theme) -> Steps:
    # Imported when it is wanted: it brings NumPy, which would delay the window.
    from nablascope.ui.many_steps import ManySteps

    return ManySteps(picture, theme)
