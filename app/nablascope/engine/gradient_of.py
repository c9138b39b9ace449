"""The gradient of recorded outputs, recorded itself, so that its own graph can be shown."""

import re
from contextlib import nullcontext
from weakref import ref

import torch

from nablascope.engine.operation import code_of
from nablascope.engine.own_pass import start_of
from nablascope.engine.record import Recorder
from nablascope.engine.walk import is_leaf, leaf_tensor, walk

_POWERS = ("", "²", "³", "⁴", "⁵", "⁶")
_DERIVATIVE = re.compile(r"d(?P<power>[²³⁴⁵]?)\((?P<result>.*)\)/d\((?P<leaf>.*)\)(?P<again>[²³⁴⁵]?)")


def gradient_of(
    recorder: Recorder, outputs: tuple[torch.Tensor, ...], wrt: str | None, *, entered: bool
) -> torch.Tensor:
    """The gradient by the leaf that is called `wrt`, or by the first; it is called ``d(y)/d(x)``.

    Args:
        recorder: knows names, and hears how the gradient is computed.
        outputs: what is differentiated; their sum where they are several.
        wrt: a leaf's name, or None.
        entered: whether the recorder is listening already.

    Raises:
        ValueError: if there is no such leaf, or the gradient is a constant, which has no graph.
        RuntimeError: what torch raises.
    """
    name, leaf = _leaf(recorder, outputs, wrt)
    starts = [start_of(output, None) for output in outputs]
    with nullcontext() if entered else recorder:
        (gradient,) = torch.autograd.grad(outputs, leaf, starts, create_graph=True)
    recorder.recording.passes.pop()
    if not gradient.requires_grad:
        raise ValueError(f"the gradient by {name} is the same everywhere, so it has no graph")
    recorder.bind(_named(_result_name(recorder, outputs[0]), name), gradient, None)
    return gradient


def _named(result: str, leaf: str) -> str:
    """What a derivative is called: ``d(y)/d(x)``, and by the same leaf again ``d²(y)/d(x)²``."""
    before = _DERIVATIVE.fullmatch(result)
    if before is None or before["leaf"] != leaf or before["power"] != before["again"]:
        return f"d({result})/d({leaf})"
    power = _POWERS[_POWERS.index(before["power"]) + 1]
    return f"d{power}({before['result']})/d({leaf}){power}"


def _leaf(recorder: Recorder, outputs: tuple[torch.Tensor, ...], wrt: str | None) -> tuple[str, torch.Tensor]:
    walked = walk(outputs)
    leaves = [leaf_tensor(walked, index) for index in range(len(walked.nodes)) if is_leaf(walked, index)]
    walked.release()
    names = recorder.recording.tensor_names
    named = [(names.get(ref(leaf), (f"leaf {place}", None))[0], leaf) for place, leaf in enumerate(leaves)]
    for name, leaf in named:
        if wrt in {None, name}:
            return name, leaf
    raise ValueError(f"there is no leaf {wrt}; there is {', '.join(name for name, _ in named)}")


def _result_name(recorder: Recorder, output: torch.Tensor) -> str:
    code = code_of(output)
    return "output" if code is None else recorder.recording.result_names.get(code, "output")
