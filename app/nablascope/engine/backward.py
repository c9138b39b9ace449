"""Runs the program's backward passes so that they are heard."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from time import perf_counter
from typing import Any

import torch
from torch.autograd.graph import GradientEdge

from nablascope.engine.passes import begin, capture, hearing, runs_python
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.snapshot import Snapshot
from nablascope.engine.torch_private import BackwardCall, DispatchMode, Run, is_transforming

Roots = Iterable[torch.Tensor | GradientEdge]


class BackwardPasses:
    """Hears the backward passes of a recorder's thread.

    Args:
        recording: its `passes` are filled in.
        running: gets the passes that are running, the innermost last.
        mode: the recorder, which what is done here must not be heard by.
        before: is told the roots of a pass that is about to run, and reads off what was made so far.
    """

    def __init__(
        self, recording: Recording, running: list[Pass], mode: DispatchMode, before: Callable[[Roots], None]
    ) -> None:
        self._recording = recording
        self._running = running
        self._mode = mode
        self._before = before

    def hear(self, call: BackwardCall, run: Run) -> Any:
        """Runs a pass; what the program itself computes in it is heard too, where it may matter."""
        if is_transforming():
            return run()
        with self._mode.paused():
            self._before(call.roots)
            self._recording.keeper.note_anything()
            begun = begin(call, self._recording, nested=bool(self._running))
        if begun is None:
            return run()
        listening = call.create_graph or runs_python(begun.walk)
        take = self._take_quietly if listening else self._recording.taker.take
        with nullcontext() if listening else self._mode.paused():
            return self._through(begun, take, run)

    def _through(self, begun: Pass, take: Any, run: Run) -> Any:
        self._running.append(begun)
        start = perf_counter()
        try:
            with hearing(begun, take):
                results = run()
            if begun.call.inputs and not begun.call.accumulate:
                capture(begun, results, take)
            return results
        finally:
            if not begun.nested:
                self._recording.backward_seconds += perf_counter() - start
            self._running.pop()
            self._recording.passes.append(begun)
            self._recording.keeper.note_anything()

    def _take_quietly(self, tensor: torch.Tensor) -> Snapshot:
        with self._mode.paused():
            return self._recording.taker.take(tensor)
