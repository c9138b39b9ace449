"""One run of a text: from its inputs to the reply with its graph, laid out."""

import dataclasses
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from time import perf_counter

import torch
from msgspec.structs import replace

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.core.wire.messages import Evaluate, Reply
from nablascope.engine.device import devices
from nablascope.engine.inputs import complete_inputs, make_tensor
from nablascope.engine.interpreter import Interpreter
from nablascope.engine.language.isolation import isolated
from nablascope.engine.language.run import Run
from nablascope.engine.placement import CPU, placed
from nablascope.engine.program_trace import trace_program


def run_text(request: Evaluate, interpreter: Interpreter, unread: Failure | None) -> Reply:
    """Runs the request's text, records it and lays its graph out.

    Args:
        request: what is wanted.
        interpreter: runs the text, or what of it could be read.
        unread: why the rest of it could not be, or None.
    """
    free = tuple(name for name, _ in interpreter.free)
    reply = Reply(request.generation, None, None, None, (), free, (), is_whole=unread is None)
    try:
        reply = replace(reply, inputs=complete_inputs(interpreter.free, request))
        request, notes = placed(request, devices())
        with _settings(request):
            reply = _recorded(request, interpreter, unread, reply)
            noted = _noted(reply, (*notes, *interpreter.notes()))
            return replace(noted, suggestion=interpreter.suggestion())
    except LanguageError as error:
        return replace(reply, failure=unread or error.failure)
    finally:
        interpreter.recorder.release()


@contextmanager
def _settings(request: Evaluate) -> Generator[None]:
    """The run's device and default dtype; everything a program may change is put back afterwards."""
    placement = nullcontext() if request.device == CPU else torch.device(request.device)
    with isolated(), placement:
        torch.set_default_dtype(getattr(torch, request.dtype))
        yield


def _recorded(request: Evaluate, interpreter: Interpreter, unread: Failure | None, reply: Reply) -> Reply:
    start = perf_counter()
    run = _evaluate(request, interpreter, reply)
    # As Python does, what cannot be read is told before what went wrong above it.
    run = dataclasses.replace(run, failure=unread or run.failure)
    recorder = interpreter.recorder
    forward = perf_counter() - start - recorder.recording.backward_seconds
    reply = replace(reply, printed=run.printed)
    unfollowed = [given.name for given in reply.inputs if not given.requires_grad]
    trace, failure, undrawn = trace_program(request, run, recorder, unfollowed, forward)
    if trace is None:
        return replace(reply, failure=failure, undrawn=undrawn)
    layout = lay_out(trace, request.previous, down=request.down)
    timeline = build_timeline(trace)
    return replace(reply, trace=trace, layout=layout, failure=failure, timeline=timeline)


def _noted(reply: Reply, notes: tuple[str, ...]) -> Reply:
    if reply.trace is None or not notes:
        return reply
    return replace(reply, trace=dataclasses.replace(reply.trace, notes=(*notes, *reply.trace.notes)))


def _evaluate(request: Evaluate, interpreter: Interpreter, reply: Reply) -> Run:
    default = getattr(torch, request.dtype)
    tensors = {given.name: make_tensor(given, default, request.device) for given in reply.inputs}
    return interpreter.run(tensors)
