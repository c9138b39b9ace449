"""Lets the actions, the transport and the graph move through the run."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from nablascope.core.timeline.moments import steps_of_node
from nablascope.ui.actions import Actions
from nablascope.ui.canvas import Canvas
from nablascope.ui.choices import without_argument
from nablascope.ui.editor import Editor
from nablascope.ui.session import Session
from nablascope.ui.transport_bar import TransportBar
from nablascope.workspace import step_events
from nablascope.workspace.step_events import StepEvent
from nablascope.workspace.transport import SPEEDS
from nablascope.workspace.view_state import TransportView

SELECT_FIRST = "Click a card first"
NO_STEP = "No step computes this card"

_MOVES = ("play", "step_on", "step_back", "first_step", "last_step")
"""The actions that need steps to go through."""


class Stepping:
    """Connects once; then shows where the run is.

    Args:
        session: the one place where state changes.
        actions: the window's.
        canvas: shows the moment.
        bar: the transport.
        editor: shows what the step comes from.
        inspector: has no use for the keys of the graph itself.
        tell: says a short sentence.
    """

    def __init__(
        self,
        session: Session,
        actions: Actions,
        canvas: Canvas,
        bar: TransportBar,
        editor: Editor,
        inspector: QWidget,
        tell: Callable[[str, str], object],
    ) -> None:
        self._tell = tell
        self._session, self._actions = session, actions
        self._canvas, self._bar, self._editor = canvas, bar, editor
        self._connect_actions()
        for widget in (canvas, bar, inspector):
            actions.add_to(widget)
        bar.sought.connect(lambda k: session.dispatch(step_events.GoTo(k)))
        bar.speed_chosen.connect(lambda speed: session.dispatch(step_events.ChooseSpeed(speed)))
        bar.grain_chosen.connect(lambda grain: session.dispatch(step_events.ChooseGrain(grain)))
        canvas.clicked.connect(self._clicked)
        canvas.left.connect(lambda: session.dispatch(step_events.ShowWhole()))
        session.moved.connect(self._moved)

    def show_transport(self, view: TransportView) -> None:
        """Shows all but the picture."""
        self._bar.show_transport(view)
        self._editor.show_step(view.span, forward=view.forward)
        for name in _MOVES:
            self._actions[name].setEnabled(view.count > 0)
        self._actions["whole"].setEnabled(view.shown is not None)
        self._actions["copy_step"].setEnabled(view.shown is not None)
        self._actions["loop"].setChecked(view.loop)
        self._actions["by_edge"].setChecked(view.grain == "edge")

    def _moved(self, view: TransportView) -> None:
        self._canvas.show_transport(view)
        self.show_transport(view)

    def _connect_actions(self) -> None:
        for name, handler in self._handlers().items():
            self._actions[name].triggered.connect(without_argument(handler))
        self._actions["loop"].triggered.connect(lambda on: self._session.dispatch(step_events.ChooseLoop(on)))
        self._actions["by_edge"].triggered.connect(
            lambda on: self._session.dispatch(step_events.ChooseGrain("edge" if on else "node"))
        )
        self._actions["still"].toggled.connect(self._be_still)
        self._actions["follow"].setChecked(self._canvas.follows)
        self._actions["follow"].toggled.connect(self._follow)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        dispatch = self._session.dispatch
        return {
            "play": lambda: dispatch(step_events.PlayOrPause()),
            "step_on": lambda: dispatch(step_events.GoOn()),
            "step_back": lambda: dispatch(step_events.GoBack()),
            "first_step": lambda: dispatch(step_events.GoTo(0)),
            "last_step": lambda: dispatch(step_events.GoTo(self._end())),
            "whole": self._show_whole,
            "go_to_node": lambda: self._with_selected(step_events.GoToNode),
            "pause_here": lambda: self._with_selected(step_events.ToggleBreakpoint),
            "faster": lambda: self._change_speed(1),
            "slower": lambda: self._change_speed(-1),
            "copy_step": lambda: QApplication.clipboard().setText(self._bar.narrator.said),
        }

    def _end(self) -> int:
        return self._bar.last_step()

    def _clicked(self, node: int) -> None:
        """A click on a card goes to its step where a step is shown; the whole graph stays whole."""
        if self._session.workspace.transport.k is not None:
            self._session.dispatch(step_events.GoToNode(node))

    def _with_selected(self, event: Callable[[int], StepEvent]) -> None:
        selected, timeline = self._canvas.selected, self._bar.timeline
        if selected is None or selected.kind != "node":
            self._tell(SELECT_FIRST, SELECT_FIRST)
        elif timeline is None or not steps_of_node(timeline, selected.index):
            self._tell(NO_STEP, NO_STEP)
        else:
            self._session.dispatch(event(selected.index))

    def _show_whole(self) -> None:
        self._session.dispatch(step_events.ShowWhole())
        self._canvas.fit()

    def _change_speed(self, step: int) -> None:
        now = SPEEDS.index(self._session.workspace.transport.speed)
        there = min(max(now + step, 0), len(SPEEDS) - 1)
        self._session.dispatch(step_events.ChooseSpeed(SPEEDS[there]))

    def _be_still(self, on: bool) -> None:
        self._canvas.glides = not on
        self._session.dispatch(step_events.ChooseStill(on))

    def _follow(self, on: bool) -> None:
        self._canvas.follows = on
