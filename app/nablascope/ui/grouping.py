"""Lets the actions, the crumbs and the graph itself open and close groups."""

from nablascope.ui.actions import Actions
from nablascope.ui.breadcrumbs import Breadcrumbs
from nablascope.ui.canvas import Canvas
from nablascope.ui.choices import without_argument
from nablascope.ui.session import Session
from nablascope.workspace.group_events import (
    CloseAll,
    CloseAround,
    CloseGroup,
    OpenAll,
    OpenGroup,
    ShowGroups,
)
from nablascope.workspace.groups_shown import GroupsView
from nablascope.workspace.view_state import Selected, ViewState


class Grouping:
    """Connects once; then shows which groups there are.

    Args:
        session: the one place where state changes.
        actions: the window's.
        canvas: shows groups.
    """

    def __init__(self, session: Session, actions: Actions, canvas: Canvas) -> None:
        self._session, self._actions, self._canvas = session, actions, canvas
        self._selected: Selected | None = None
        self.crumbs = Breadcrumbs()
        self.crumbs.wanted.connect(canvas.show_frame)
        canvas.opened.connect(lambda node: session.dispatch(OpenGroup(node)))
        canvas.frame_clicked.connect(lambda key: session.dispatch(CloseGroup(key)))
        actions["groups"].triggered.connect(lambda on: session.dispatch(ShowGroups(on)))
        actions["open_groups"].triggered.connect(without_argument(lambda: session.dispatch(OpenAll())))
        actions["close_groups"].triggered.connect(without_argument(lambda: session.dispatch(CloseAll())))
        actions["open_group"].triggered.connect(without_argument(self._open))
        actions["close_group"].triggered.connect(without_argument(self._close))

    def show_view(self, view: ViewState) -> None:
        """Shows which groups are around what is selected, and what can be done."""
        self._selected = view.selected
        self.crumbs.show_groups(view.groups.around)
        self._enable(view.groups)

    def _enable(self, groups: GroupsView) -> None:
        self._actions["groups"].setChecked(groups.on)
        for name, on in (
            ("groups", groups.possible),
            ("open_group", groups.closed),
            ("close_group", bool(groups.around)),
            ("open_groups", groups.on),
            ("close_groups", groups.on),
        ):
            self._actions[name].setEnabled(on)

    def _open(self) -> None:
        if self._selected is not None and self._selected.kind == "node":
            self._session.dispatch(OpenGroup(self._selected.index))

    def _close(self) -> None:
        if self._selected is not None and self._selected.kind == "node":
            self._session.dispatch(CloseAround(self._selected.index))
