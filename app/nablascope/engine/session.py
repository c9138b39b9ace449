"""One run of a program: a request in, a reply out; a failure of the program is data in the reply."""

import dataclasses
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from time import perf_counter

import torch
from msgspec.structs import replace
from torch.nn import Module

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.near_misses import near_misses
from nablascope.core.language.program import Program
from nablascope.core.language.so_far import parse_so_far
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.core.wire.messages import MAX_UNDERSTOOD, PREVIEW, Evaluate, Reply
from nablascope.engine.device import devices
from nablascope.engine.inputs import complete_inputs, make_tensor
from nablascope.engine.language.evaluate import evaluate
from nablascope.engine.language.isolation import isolated
from nablascope.engine.language.run import Run
from nablascope.engine.names import settle_names
from nablascope.engine.placement import CPU, placed
from nablascope.engine.program_trace import trace_program
from nablascope.engine.record import Recorder


def answer(request: Evaluate) -> Reply:
    """Runs the request's program, records it and lays its graph out; a broken text's start, at least."""
    read = parse_so_far(request.text)
    reply = Reply(request.generation, None, None, read.failure, (), (), (), is_whole=read.failure is None)
    return reply if read.program is None else _run(request, read.program, read.failure, reply)


def _run(request: Evaluate, program: Program, unread: Failure | None, reply: Reply) -> Reply:
    recorder = Recorder(limit=None if request.whole else PREVIEW)
    try:
        reply = replace(reply, free=tuple(name for name, _ in program.free))
        if unread is None and len(program.understood) <= MAX_UNDERSTOOD:
            reply = replace(reply, understood=program.understood)
        reply = replace(reply, inputs=complete_inputs(program, request))
        request, notes = placed(request, devices())
        with _settings(request):
            reply = _recorded(request, program, unread, reply, recorder)
            return _noted(reply, (*notes, *near_misses(program)))
    except LanguageError as error:
        return replace(reply, failure=unread or error.failure)
    finally:
        recorder.recording.release()


@contextmanager
def _settings(request: Evaluate) -> Generator[None]:
    """The run's device and default dtype; everything a program may change is put back afterwards."""
    placement = nullcontext() if request.device == CPU else torch.device(request.device)
    with isolated(), placement:
        torch.set_default_dtype(getattr(torch, request.dtype))
        yield


def _recorded(
    request: Evaluate, program: Program, unread: Failure | None, reply: Reply, recorder: Recorder
) -> Reply:
    start = perf_counter()
    run = _evaluate(request, program, reply, recorder)
    # As Python does, what cannot be read is told before what went wrong above it.
    run = dataclasses.replace(run, failure=unread or run.failure)
    forward = perf_counter() - start - recorder.recording.backward_seconds
    reply = replace(reply, printed=run.printed)
    unfollowed = [given.name for given in reply.inputs if not given.requires_grad]
    trace, failure = trace_program(request, run, recorder, unfollowed, forward)
    if trace is None:
        return replace(reply, failure=failure)
    layout, timeline = lay_out(trace, request.previous), build_timeline(trace)
    return replace(reply, trace=trace, layout=layout, failure=failure, timeline=timeline)


def _noted(reply: Reply, notes: tuple[str, ...]) -> Reply:
    if reply.trace is None or not notes:
        return reply
    return replace(reply, trace=dataclasses.replace(reply.trace, notes=(*notes, *reply.trace.notes)))


def _evaluate(request: Evaluate, program: Program, reply: Reply, recorder: Recorder) -> Run:
    default = getattr(torch, request.dtype)
    tensors = {given.name: make_tensor(given, default, request.device) for given in reply.inputs}
    with recorder, recorder.told.following():
        for name, span in program.free:
            recorder.bind(name, tensors[name], span)
        run = evaluate(program, tensors, recorder)
    settle_names(recorder.recording, run.names)
    recorder.told.label(run.names)
    for name, value in run.names.items():
        if isinstance(value, Module):
            recorder.bind(name, value, None)
    return run
