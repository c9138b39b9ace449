"""The messages between a client (the window, the command line) and the engine process."""

from typing import Annotated, Literal

import msgspec

from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.layout.layout import Layout
from nablascope.core.timeline.timeline import Timeline

DType = Literal["float32", "float64"]

Number = bool | int | float

MAX_UNDERSTOOD = 1 << 20
"""Characters; longer PyTorch code is not sent."""


class Input(msgspec.Struct, frozen=True):
    """A free name's value.

    Attributes:
        name: the name in the program.
        values: the elements in row-major order; one for a scalar.
        shape: sizes by dimension; ``()`` is a scalar.
        requires_grad: whether autograd follows it.
        dtype: torch's name without its prefix, or None for the run's dtype.
    """

    name: str
    values: tuple[Number, ...]
    shape: tuple[int, ...] = ()
    requires_grad: bool = True
    dtype: str | None = None


class Evaluate(msgspec.Struct, frozen=True, tag=True):
    """Asks for one run of a program.

    Attributes:
        generation: counts up; an answer carries its question's, and a late one is dropped.
        text: the program, in the expression language unless `python`.
        inputs: values of free names; a free name without one is 1.0 where `fill` is true.
        output: the name to differentiate, or None for the last assigned name or last expression.
        device: torch's name, e.g. ``cpu``.
        dtype: default dtype of the run.
        fall_back: compute on the CPU where `device` is not there, and say so, instead of failing.
        fill: give free names without a value 1.0, instead of failing.
        whole: send every element of every tensor, instead of the first `PREVIEW`.
        previous: the layout on screen, whose order survivors keep.
        order: of the gradient whose graph is wanted, from 1; 1 is the program's own.
        wrt: the leaf by which gradients of a higher order are taken, or None for the first.
        python: run the text as Python, which may do anything that the process may; only on a person's word.
        down: lay the graph out from the top down instead of from left to right.
    """

    generation: int
    text: str
    inputs: tuple[Input, ...] = ()
    output: str | None = None
    device: str = "cpu"
    dtype: DType = "float32"
    fall_back: bool = False
    fill: bool = False
    whole: bool = False
    previous: Layout | None = None
    order: int = 1
    wrt: str | None = None
    python: bool = False
    down: bool = False


class Device(msgspec.Struct, frozen=True):
    """A device torch can compute on: its name for torch, and the name a person knows it by."""

    name: str
    label: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The engine's first message: torch is loaded.

    Attributes:
        torch: its version.
        devices: where it can compute.
        confined: whether the process is in the sandbox.
        bounds_memory: whether the system bounds what it may use; where not, the client looks after it.
    """

    torch: str
    devices: tuple[Device, ...]
    confined: bool = True
    bounds_memory: bool = True


class Reply(msgspec.Struct, frozen=True, tag=True):
    """What became of one run; a failed run is data.

    Attributes:
        generation: the request's.
        trace: the recorded graph; with a failure the graph so far, or None where there is none.
        layout: where its nodes and edges go; None with `trace`.
        failure: why the program did not run to its end, or None.
        printed: the lines printed, also those before a failure.
        free: the program's free names in order of first use; of a text that does not parse, those of the
            statements before the first at fault.
        inputs: the values the free names had, `fill` included.
        timeline: the run as steps; None with `trace`.
        is_whole: whether the whole text could be read, and so every free name is known.
        mentioned: the names that stand in a text that could not be read whole; empty for any other.
        understood: the program as PyTorch code; empty where it was typed so, or does not parse.
        broke_device: whether a device reported an error that no later run in this process gets over.
        is_python: whether the expression language refuses what Python has a meaning for.
        undrawn: whether the failure is no more than that a program ran to its end and has nothing to draw.
        suggestion: a change of the text that the trace's notes ask about, or None.
    """

    generation: int
    trace: Trace | None
    layout: Layout | None
    failure: Failure | None
    printed: tuple[str, ...]
    free: tuple[str, ...]
    inputs: tuple[Input, ...]
    timeline: Timeline | None = None
    is_whole: bool = True
    mentioned: tuple[str, ...] = ()
    understood: Annotated[str, msgspec.Meta(max_length=MAX_UNDERSTOOD)] = ""
    broke_device: bool = False
    is_python: bool = False
    undrawn: bool = False
    suggestion: Fix | None = None


ToEngine = Evaluate
FromEngine = Ready | Reply

PREVIEW = 64
"""How many elements of a tensor travel unless all were asked for."""
