"""`ExpressionLanguage`: runs a checked program by our own evaluator."""

from collections.abc import Mapping
from dataclasses import replace

import torch
from torch.nn import Module

from nablascope.core.language.failure import Fix
from nablascope.core.language.near_misses import near_misses
from nablascope.core.language.no_graph import no_graph
from nablascope.core.language.program import Program
from nablascope.engine.inputs import Free
from nablascope.engine.language.evaluate import evaluate
from nablascope.engine.language.run import Run
from nablascope.engine.names import settle_names
from nablascope.engine.output import is_followed
from nablascope.engine.record import Recorder


class ExpressionLanguage:
    """The `Interpreter` of checked programs."""

    def __init__(self, program: Program, limit: int | None) -> None:
        self._program = program
        self._misses = near_misses(program)
        self.recorder = Recorder(limit=limit)

    @property
    def free(self) -> Free:
        """See `Interpreter.free`."""
        return self._program.free

    def run(self, inputs: Mapping[str, torch.Tensor]) -> Run:
        """See `Interpreter.run`."""
        with self.recorder, self.recorder.told.following():
            for name, span in self.free:
                self.recorder.bind(name, inputs[name], span)
            run = evaluate(self._program, inputs, self.recorder)
        if run.failure is None and not self._has_graph(run):
            run = replace(run, failure=no_graph(self._program))
        settle_names(self.recorder.recording, run.names)
        self.recorder.told.label(run.names)
        for name, value in run.names.items():
            if isinstance(value, Module):
                self.recorder.bind(name, value, None)
        return run

    def _has_graph(self, run: Run) -> bool:
        return bool(self.recorder.recording.passes) or any(is_followed(one.value) for one in run.results)

    def notes(self) -> tuple[str, ...]:
        """See `Interpreter.notes`."""
        return tuple(miss.sentence for miss in self._misses)

    def suggestion(self) -> Fix | None:
        """See `Interpreter.suggestion`."""
        return next((miss.fix for miss in self._misses), None)
