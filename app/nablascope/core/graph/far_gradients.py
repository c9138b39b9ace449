"""Gradients that shrank or grew out of all proportion on a long way back: vanishing and exploding."""

from collections.abc import Iterator

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.magnitude import magnitude, magnitudes
from nablascope.core.graph.marks import EXPLODING, VANISHING
from nablascope.core.graph.trace import Trace

FACTOR = 1e6
"""So much smaller or larger than what the backward pass started from."""

FAR = 8
"""Operations from the output at least: a steep function alone does not make a gradient explode."""


def far_gradients(trace: Trace) -> Iterator[tuple[int, str]]:
    """The nodes whose gradient vanishes or explodes, each with its mark."""
    seed = _seed(trace)
    if not seed > 0:
        return
    strange = dict(_out_of_proportion(trace, seed))
    distance = _distances(trace) if strange else []
    for id, mark in strange.items():
        if distance[id] >= FAR:
            yield id, mark


def _seed(trace: Trace) -> float:
    """The magnitude of the largest gradient that the pass started from; 0 where none did."""
    columns = trace.node_columns
    places = (columns.outputs[one.node] + one.output for one in trace.outputs if len(trace.nodes))
    grads = (trace.tensors.get(columns.grad[place]) for place in places)
    return max((magnitude(grad) for grad in grads if grad is not None), default=0.0)


def _out_of_proportion(trace: Trace, seed: float) -> Iterator[tuple[int, str]]:
    columns = trace.node_columns
    known = magnitudes(trace.tensors, columns.grad)
    starts, grads = columns.outputs.view(), columns.grad.view()
    for id in range(len(trace.nodes)) if known else ():
        sizes = [known[grad] for grad in grads[starts[id] : starts[id + 1]] if grad != NOTHING]
        largest = max(sizes, default=0.0)
        if 0 < largest < seed / FACTOR:
            yield id, VANISHING
        elif largest > seed * FACTOR:
            yield id, EXPLODING


def _distances(trace: Trace) -> list[int]:
    """How many operations lie at most between each node and whatever it leads to."""
    distances = [0] * len(trace.nodes)
    by_source: list[list[int]] = [[] for _ in distances]
    for source, target in zip(trace.edges.source, trace.edges.target, strict=True):
        by_source[source].append(target)
    for id in reversed(range(len(distances))):
        distances[id] = max((distances[target] + 1 for target in by_source[id]), default=0)
    return distances
