"""Puts a `Trace` together."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

import torch

from nablascope.core.graph.marking import marked
from nablascope.core.graph.trace import Output, Seconds, Trace
from nablascope.core.language.failure import Failure
from nablascope.engine.build import Graph, build
from nablascope.engine.details import detail_notes
from nablascope.engine.recording import Pass, Recording


@dataclass(frozen=True, slots=True)
class Heading:
    """What a trace says of its whole run; see `Trace`.

    Attributes:
        output: None takes the name of the output's node.
        forward: wall time of the forward pass in seconds.
        failure: why the run ended early; None takes the pass's own.
    """

    output: str | None
    device: str
    dtype: str
    forward: float
    printed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    failure: Failure | None = None


UNNAMED = "output"
"""What an output is called that neither has a name nor was given one."""


def assemble(
    recording: Recording, finished: Pass, heading: Heading, named: Mapping[str, object] | None = None
) -> Trace:
    """The trace of one backward pass.

    Args:
        recording: what the run left behind.
        finished: the pass whose gradients are shown.
        heading: what holds for the whole run.
        named: what the program's names mean at its end; see `build`.
    """
    start = perf_counter()
    graph = build(recording, finished, named)
    failure = heading.failure
    if failure is None and finished.failure is not None:
        failure = Failure(finished.failure.partition("\n")[0])
    trace = Trace(
        node_columns=graph.node_columns,
        edge_columns=graph.edge_columns,
        tensors=graph.tensors,
        outputs=_outputs(graph, heading.output),
        device=heading.device,
        dtype=heading.dtype,
        torch=str(torch.__version__),
        printed=heading.printed,
        notes=(*heading.notes, *detail_notes(len(finished.walk.nodes))),
        seconds=Seconds(heading.forward, recording.backward_seconds, perf_counter() - start),
        failure=failure,
        failed_node=graph.failed_node,
        first_bad_value=graph.first_bad_value,
        first_bad_grad=graph.first_bad_grad,
        passes=graph.passes,
    )
    return marked(trace, graph.bad, graph.zero)


def _outputs(graph: Graph, first: str | None) -> tuple[Output, ...]:
    names, tensors = graph.node_columns.name, graph.tensors
    outputs: list[Output] = []
    started = graph.passes[-1]
    for node, output, seed in zip(started.root, started.output, started.seed, strict=True):
        name = first if first is not None and not outputs else names[node]
        outputs.append(Output(name or UNNAMED, node, output, tensors.get(seed)))
    return tuple(outputs)
