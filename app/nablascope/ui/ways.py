"""Lets a person go along edges, and see the ways of a gradient."""

from nablascope.core.graph.path_edges import path_edges
from nablascope.core.graph.trace import Trace
from nablascope.ui.actions import Actions
from nablascope.ui.canvas import Canvas
from nablascope.ui.choices import without_argument
from nablascope.ui.inspector import Inspector
from nablascope.ui.session import Session
from nablascope.workspace.events import Select
from nablascope.workspace.jumping import Way, along, beside
from nablascope.workspace.view_state import Picture, Selected, ViewState


class Ways:
    """Connects once; then shows the path that the inspector tells, or all of them.

    Args:
        session: the one place where state changes.
        actions: the window's.
        canvas: shows what is strong.
        inspector: tells a path.
    """

    def __init__(self, session: Session, actions: Actions, canvas: Canvas, inspector: Inspector) -> None:
        self._session, self._canvas, self._all = session, canvas, actions["show_paths"]
        self._picture: Picture | None = None
        self._selected: Selected | None = None
        self._also: tuple[int, ...] = ()
        self._way: Way = "consumer"
        self._told: tuple[int, ...] = ()
        self._found: tuple[Trace, Selected, tuple[int, ...], tuple[int, ...]] | None = None
        actions["to_producer"].triggered.connect(without_argument(self._go, "producer"))
        actions["to_consumer"].triggered.connect(without_argument(self._go, "consumer"))
        actions["next_edge"].triggered.connect(without_argument(self._turn, 1))
        actions["previous_edge"].triggered.connect(without_argument(self._turn, -1))
        self._all.toggled.connect(self._show)
        inspector.path_told.connect(self._tell)

    def show_view(self, view: ViewState) -> None:
        """Takes what is selected."""
        self._picture, self._selected, self._also = view.picture, view.selected, view.also
        self._show()

    def _go(self, way: Way) -> None:
        if self._picture is None or self._selected is None:
            return
        there = along(self._picture.trace, self._selected, way)
        if there is not None:
            self._way = way
            self._session.dispatch(Select(there))

    def _turn(self, step: int) -> None:
        if self._picture is not None and self._selected is not None and self._selected.kind == "edge":
            there = beside(self._picture.trace, self._selected.index, self._way, step)
            self._session.dispatch(Select(there))

    def _tell(self, path: tuple[int, ...]) -> None:
        self._told = path
        self._show()

    def _show(self) -> None:
        every = self._all.isChecked() and self._picture is not None and self._selected is not None
        path = self._all_paths() if every else self._told
        self._canvas.show_path(tuple(dict.fromkeys(map(self._drawn, path))))

    def _drawn(self, edge: int) -> int:
        """The edge whose line stands for it too; a path that is told of another graph stays as it is."""
        layout = self._picture.layout if self._picture else None
        return edge if layout is None or edge >= len(layout.routes) else layout.leader(edge)

    def _all_paths(self) -> tuple[int, ...]:
        """Looked for once in a graph."""
        picture, selected = self._picture, self._selected
        if picture is None or selected is None:
            return ()
        known = self._found
        if known is None or known[0] is not picture.trace or known[1:3] != (selected, self._also):
            edges = _from(picture.trace, selected, self._also)
            known = self._found = picture.trace, selected, self._also, edges
        return known[3]


def _from(trace: Trace, selected: Selected, also: tuple[int, ...]) -> tuple[int, ...]:
    if selected.kind == "node":
        return path_edges(trace, (selected.index, *also))
    on = path_edges(trace, (trace.edges.target[selected.index], *also))
    return tuple(sorted({selected.index, *on}))
