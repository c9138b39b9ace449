"""The trace of a program: of all it computed, or of what it had come to when an error ended it."""

from dataclasses import replace
from typing import NamedTuple

from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure, LanguageError, NothingToDraw
from nablascope.core.wire.messages import Evaluate
from nablascope.engine.assemble import Heading, assemble
from nablascope.engine.gradient_order import of_order
from nablascope.engine.language.explain import explain
from nablascope.engine.language.run import Run
from nablascope.engine.output import Output, choose_output
from nablascope.engine.own_pass import run_pass, seed_notes
from nablascope.engine.record import Recorder
from nablascope.engine.recording import Pass, Recording


class Traced(NamedTuple):
    """A graph, as far as there is one; why it is not whole; whether only since there is nothing to draw."""

    trace: Trace | None
    failure: Failure | None
    undrawn: bool = False


def trace_program(
    request: Evaluate, run: Run, recorder: Recorder, unfollowed: list[str], forward: float
) -> Traced:
    """Differentiates what the program computed and puts its trace together.

    Args:
        request: which output is wanted.
        run: what the program gave.
        recorder: has heard it.
        unfollowed: inputs that do not require a gradient.
        forward: wall time of the program in seconds, its backward passes apart.

    What ended the program, such as a lack of memory, may stop its graph from being made too; then the
    program's error is told alone.
    """
    try:
        return _traced(request, run, recorder, unfollowed, forward)
    except (MemoryError, RuntimeError):
        if run.failure is None:
            raise
        return Traced(None, run.failure)


def _traced(request: Evaluate, run: Run, recorder: Recorder, unfollowed: list[str], forward: float) -> Traced:
    recording = recorder.recording
    try:
        output = _output(request, run, recording, unfollowed)
        output = of_order(recorder, output, request.order, request.wrt)
    except LanguageError as error:
        undrawn = run.failure is None and isinstance(error, NothingToDraw)
        return Traced(None, run.failure or error.failure, undrawn)
    ours = recording.pass_from(output.tensor) is None
    finished, failure = _differentiated(recorder, run, output)
    if finished is None:
        return Traced(None, failure)
    notes = (*output.notes, *run.notes, *(seed_notes(output.label, output.tensor) if ours else ()))
    heading = Heading(output.label, request.device, request.dtype, forward, run.printed, notes, failure)
    trace = assemble(recording, finished, heading, run.names)
    return Traced(replace(trace, order=request.order), failure)


def _output(request: Evaluate, run: Run, recording: Recording, unfollowed: list[str]) -> Output:
    """An error may have ended the program before what was wanted; then what there is is shown."""
    try:
        return choose_output(run, recording, request.output, unfollowed)
    except LanguageError:
        if run.failure is None or request.output is None:
            raise
        return choose_output(run, recording, None, unfollowed)


def _differentiated(recorder: Recorder, run: Run, output: Output) -> tuple[Pass | None, Failure | None]:
    """The pass to show, if one began, and why it, or the program before it, did not run to its end."""
    passes = recorder.recording.passes
    if run.failure is not None and passes and passes[-1].failure is not None:
        return passes[-1], run.failure
    done = recorder.recording.pass_from(output.tensor)
    if done is not None:
        return done, run.failure
    before = len(passes)
    try:
        return run_pass(recorder, (output.tensor,), (None,), entered=False), run.failure
    except RuntimeError as error:
        begun = passes[-1] if len(passes) > before else None
        return begun, run.failure or _undifferentiated(error, output.label, before)


def _undifferentiated(error: RuntimeError, label: str, passes: int) -> Failure:
    if not passes:
        return explain(error, None)
    return Failure(
        f"the gradients of {label} cannot be computed after the program's own backward pass",
        f"leave out its backward, or do not ask for {label}",
    )
