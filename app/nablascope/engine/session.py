"""One run of a program: a request in, a reply out; a failure of the program is data in the reply."""

from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from time import perf_counter

import torch
from msgspec.structs import replace

from nablascope.core.graph.trace import Seconds, Trace
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.parse import parse
from nablascope.core.language.program import Program
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.wire.messages import PREVIEW, Evaluate, Reply
from nablascope.engine.build import build
from nablascope.engine.device import devices
from nablascope.engine.inputs import complete_inputs, make_tensor
from nablascope.engine.language.evaluate import evaluate
from nablascope.engine.language.explain import explain
from nablascope.engine.language.isolation import isolated
from nablascope.engine.language.run import Run
from nablascope.engine.output import Output, choose_output, differentiate
from nablascope.engine.record import Pass, Recorder


def answer(request: Evaluate) -> Reply:
    """Runs the request's program, records it and lays its graph out."""
    reply = Reply(request.generation, None, None, None, (), (), ())
    recorder = Recorder()
    try:
        program = parse(request.text)
        reply = replace(reply, free=tuple(name for name, _ in program.free))
        reply = replace(reply, inputs=complete_inputs(program, request))
        with _settings(request):
            return _recorded(request, program, reply, recorder)
    except LanguageError as error:
        return replace(reply, failure=error.failure)
    finally:
        recorder.recording.release()


@contextmanager
def _settings(request: Evaluate) -> Generator[None]:
    """The run's device and default dtype; everything a program may change is put back afterwards."""
    known = [device.name for device in devices()]
    if request.device not in known:
        raise LanguageError(
            Failure(f"this machine has no device {request.device}", f"choose one of: {', '.join(known)}")
        )
    placement = nullcontext() if request.device == "cpu" else torch.device(request.device)
    with isolated(), placement:
        torch.set_default_dtype(getattr(torch, request.dtype))
        yield


def _recorded(request: Evaluate, program: Program, reply: Reply, recorder: Recorder) -> Reply:
    start = perf_counter()
    run = _evaluate(request, program, reply, recorder)
    forward = perf_counter() - start - recorder.recording.backward_seconds
    reply = replace(reply, printed=run.printed)
    if run.failure is not None:
        return replace(reply, failure=run.failure)
    try:
        output = choose_output(run, recorder, request.output)
        finished, note = differentiate(recorder, output)
    except LanguageError as error:
        return replace(reply, failure=error.failure)
    except RuntimeError as error:
        return replace(reply, failure=explain(error, None))
    trace = _trace(request, run, recorder, output, finished, (note,) if note else (), forward)
    return replace(reply, trace=trace, layout=lay_out(trace, request.previous))


def _evaluate(request: Evaluate, program: Program, reply: Reply, recorder: Recorder) -> Run:
    default = getattr(torch, request.dtype)
    tensors = {given.name: make_tensor(given, default, request.device) for given in reply.inputs}
    with recorder:
        for name, span in program.free:
            recorder.bind(name, tensors[name], span)
        run = evaluate(program, tensors, recorder)
        for name, value in run.names.items():
            recorder.bind(name, value, None)
    return run


def _trace(
    request: Evaluate,
    run: Run,
    recorder: Recorder,
    output: Output,
    finished: Pass,
    notes: tuple[str, ...],
    forward: float,
) -> Trace:
    start = perf_counter()
    graph = build(recorder.recording, finished, None if request.whole else PREVIEW)
    return Trace(
        nodes=graph.nodes,
        edges=graph.edges,
        output=output.label,
        output_node=graph.output_node,
        device=request.device,
        dtype=request.dtype,
        torch=str(torch.__version__),
        printed=run.printed,
        notes=notes,
        seconds=Seconds(forward, recorder.recording.backward_seconds, perf_counter() - start),
    )
