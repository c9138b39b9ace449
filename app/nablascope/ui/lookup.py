"""`Lookup`: asks questions about a graph; about a large one in a thread, so that the window stays alive."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from nablascope.core.graph.measures import Measures, measure
from nablascope.core.graph.trace import Trace
from nablascope.ui.threaded import Threaded

LARGE = 2_000
"""Nodes; fewer are looked through in 10 ms."""

Question = Callable[[Trace, Measures], object]


class KnownMeasures:
    """The measures of the graph that was asked about last."""

    def __init__(self) -> None:
        self._last: tuple[Trace, Measures] | None = None

    def of(self, trace: Trace) -> Measures:
        """The measures of `trace`; in any thread."""
        last = self._last
        if last is None or last[0] is not trace:
            last = self._last = (trace, measure(trace.tensors))
        return last[1]


class Lookup(QObject):
    """One question after the other; of several asked at once, the newest is answered.

    Signals:
        answered: what the newest question comes to.
    """

    answered = Signal(object)

    def __init__(self, known: KnownMeasures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._number = 0
        self._running = False
        self._waiting: tuple[Trace, Question] | None = None
        self._threaded = Threaded()
        self._threaded.done.connect(self._on_answered)

    def ask(self, trace: Trace, question: Question) -> None:
        """Answers `question`: at once, or a large graph's in a moment."""
        self.forget()
        if len(trace.nodes) <= LARGE:
            self.answered.emit(question(trace, self._known.of(trace)))
        elif self._running:
            self._waiting = trace, question
        else:
            self._start(trace, question)

    def forget(self) -> None:
        """Whatever was asked is not wanted any more."""
        self._number += 1
        self._waiting = None

    def _start(self, trace: Trace, question: Question) -> None:
        self._running, self._waiting = True, None
        self._threaded.start(self._number, lambda: question(trace, self._known.of(trace)))

    def _on_answered(self, number: int, found: object) -> None:
        self._running = False
        if self._waiting is not None:
            self._start(*self._waiting)
        if number == self._number and found is not None:
            self.answered.emit(found)
