"""From what a recorder heard to the trace of the outputs that someone asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch.autograd.graph import GradientEdge, Node

from nablascope.core.graph.trace import Trace
from nablascope.engine.assemble import Heading, assemble
from nablascope.engine.forms import dtype_name
from nablascope.engine.own_pass import Seeds, run_pass, seed_notes
from nablascope.engine.passes import begin
from nablascope.engine.record import Recorder
from nablascope.engine.recording import Pass
from nablascope.engine.stopped import Stop
from nablascope.engine.torch_private import BackwardCall


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of the code's run beside what its recorder heard.

    Attributes:
        seconds: wall time of the code.
        running: whether it is still running, so that the recorder listens.
        stop: how an error ended it, or None.
    """

    seconds: float
    running: bool
    stop: Stop | None


_UNDECIDED = "no backward pass was run: say what to differentiate, as in recording.trace(loss)"

_COMPILED = "CompiledFunction"
"""How the node of a region begins that was compiled before anyone listened."""

_HIDDEN = "A region compiled by torch.compile is one node: what it computes inside was not heard."


def take_trace(recorder: Recorder, outputs: Sequence[object], grad_output: object, run: Run) -> Trace:
    """The graph of `outputs`.

    Args:
        recorder: has heard the code.
        outputs: tensors; none for what the code's newest backward pass started from.
        grad_output: the gradient that a pass of our own starts from, or a sequence of one for each output;
            None for ones, and for the code's own pass where it ran one.
        run: the code's.

    Raises:
        TypeError: if an output or a gradient is no tensor.
        ValueError: if an output does not require a gradient, there is none, or too few or many gradients.
        RuntimeError: what torch raises.
    """
    tensors = checked(outputs)
    if not tensors:
        return _by_itself(recorder, run)
    done = pass_of(recorder, tensors) if grad_output is None else None
    if done is not None:
        return _assembled(recorder, done, run, ())
    finished = run_pass(recorder, tensors, seeds_of(grad_output, len(tensors)), entered=run.running)
    notes = seed_notes("the output", tensors[0]) if grad_output is None else ()
    return _assembled(recorder, finished, run, notes)


def _by_itself(recorder: Recorder, run: Run) -> Trace:
    """The graph that nobody has named an output for: of the newest pass, or of what an error left."""
    done, stop = pass_of(recorder, ()), run.stop
    if stop is not None and stop.results and (done is None or done.failure is None):
        stopped = begin(_uncalled(stop.results), recorder.recording, nested=False)
        if stopped is not None:
            return replace(_assembled(recorder, stopped, run, ()), failure=stop.failure)
    if done is None:
        raise ValueError(_UNDECIDED)
    return _assembled(recorder, done, run, ())


def _uncalled(roots: tuple[torch.Tensor, ...]) -> BackwardCall:
    """A pass that never ran, for a graph without gradients."""
    return BackwardCall(
        roots, (None,) * len(roots), retain_graph=True, create_graph=False, inputs=(), accumulate=False
    )


def _assembled(recorder: Recorder, finished: Pass, run: Run, notes: tuple[str, ...]) -> Trace:
    root = finished.roots[0]
    device, dtype = ("", "") if isinstance(root, GradientEdge) else (str(root.device), dtype_name(root.dtype))
    trace = assemble(recorder.recording, finished, Heading(None, device, dtype, run.seconds, (), notes))
    return replace(trace, notes=(*trace.notes, *compiled_notes(trace)))


def seeds_of(grad_output: object, count: int) -> Seeds:
    """What was given as ``grad_output``, one for each output.

    Raises:
        TypeError: if one is no tensor.
        ValueError: if there are more or fewer than outputs.
    """
    if grad_output is None:
        return (None,) * count
    several: Sequence[object] = grad_output if isinstance(grad_output, list | tuple) else (grad_output,)  # pyright: ignore
    seeds: list[torch.Tensor | None] = []
    for seed in several:
        if seed is not None and not isinstance(seed, torch.Tensor):
            raise TypeError(f"grad_output is {type(seed).__name__}, not a tensor")
        seeds.append(seed)
    if len(seeds) != count:
        raise ValueError(f"{len(seeds)} gradients for {count} outputs")
    return tuple(seeds)


def checked(outputs: Sequence[object]) -> tuple[torch.Tensor, ...]:
    """The outputs, if they can be differentiated.

    Raises:
        TypeError: if one is no tensor.
        ValueError: if one does not require a gradient.
    """
    tensors: list[torch.Tensor] = []
    for output in outputs:
        if not isinstance(output, torch.Tensor):
            raise TypeError(f"the output is {type(output).__name__}, not a tensor")
        if not output.requires_grad:
            raise ValueError("the output does not depend on anything that requires a gradient")
        tensors.append(output)
    return tuple(tensors)


def pass_of(recorder: Recorder, outputs: tuple[torch.Tensor, ...]) -> Pass | None:
    """The newest backward pass that the code ran from these very outputs, or from any for none; or None."""
    edges = [_edge(output) for output in outputs]
    for finished in reversed(recorder.recording.passes):
        if not finished.nested and (not edges or list(map(_edge, finished.roots)) == edges):
            return finished
    return None


def _edge(root: torch.Tensor | GradientEdge) -> tuple[object, int]:
    """What a root is to autograd; of a leaf, itself."""
    if isinstance(root, GradientEdge):
        return root.node, root.output_nr
    node: Node | None = root.grad_fn
    return (root if node is None else node), root.output_nr


def compiled_notes(trace: Trace) -> tuple[str, ...]:
    """What a reader must know where a graph has a compiled region."""
    return (_HIDDEN,) if any(op.startswith(_COMPILED) for op in trace.nodes.op.table) else ()
