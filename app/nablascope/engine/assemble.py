"""Puts a `Trace` together."""

from dataclasses import dataclass
from time import perf_counter

import torch

from nablascope.core.graph.trace import Seconds, Trace
from nablascope.engine.build import build
from nablascope.engine.recording import Pass, Recording


@dataclass(frozen=True, slots=True)
class Heading:
    """What a trace says of its whole run; see `Trace`.

    Attributes:
        output: None takes the name of the output's node.
        forward: wall time of the forward pass in seconds.
    """

    output: str | None
    device: str
    dtype: str
    forward: float
    printed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


UNNAMED = "output"
"""What an output is called that neither has a name nor was given one."""


def assemble(recording: Recording, finished: Pass, heading: Heading, limit: int | None) -> Trace:
    """The trace of one backward pass.

    Args:
        recording: what the run left behind.
        finished: the pass whose gradients are shown.
        heading: what holds for the whole run.
        limit: how many elements of each tensor to take; None for all.
    """
    start = perf_counter()
    graph = build(recording, finished, limit)
    return Trace(
        nodes=graph.nodes,
        edges=graph.edges,
        output=heading.output or graph.nodes.name[graph.output_node] or UNNAMED,
        output_node=graph.output_node,
        device=heading.device,
        dtype=heading.dtype,
        torch=str(torch.__version__),
        printed=heading.printed,
        notes=heading.notes,
        seconds=Seconds(heading.forward, recording.backward_seconds, perf_counter() - start),
    )
