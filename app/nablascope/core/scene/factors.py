"""The numbers along a path: the local derivative on each edge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan, prod

from nablascope.core.graph.paths import Path
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace

MOST_FACTORS = 2000
"""A longer path is not multiplied out."""


@dataclass(frozen=True, slots=True)
class Factor:
    """The local derivative on one edge of a path.

    Attributes:
        edge: its index.
        above: id of the node that is differentiated.
        below: id of the node it is differentiated by.
        number: None where it is not one number, or is not known.
    """

    edge: int
    above: int
    below: int
    number: float | None


def factor(trace: Trace, index: int) -> Factor:
    """The factor of the edge of `index`."""
    edge = trace.edges
    return Factor(index, edge.target[index], edge.source[index], _local(trace, index))


def are_scalar(trace: Trace, paths: Sequence[Path]) -> bool:
    """Whether everything along the paths is one real number."""
    seeds = (seed_of(trace, path) for path in paths)
    shares = (trace.edges[index].grad for index in _edges(paths))
    return all(one is not None for one in (*seeds, *map(only_number, shares)))


def products(trace: Trace, paths: Sequence[Path]) -> list[float | None]:
    """For each path of scalars the seed times every local derivative; None where one of them is not known."""
    short = [path for path in paths if len(path.edges) <= MOST_FACTORS]
    numbers = {index: _local(trace, index) for index in _edges(short)}
    return [_product(seed_of(trace, path), path, numbers) for path in paths]


def _edges(paths: Sequence[Path]) -> set[int]:
    """Each once: paths have most of their edges in common."""
    return {index for path in paths for index in path.edges[:MOST_FACTORS]}


def _product(seed: float | None, path: Path, numbers: Mapping[int, float | None]) -> float | None:
    if seed is None or len(path.edges) > MOST_FACTORS:
        return None
    known = [one for one in map(numbers.get, reversed(path.edges)) if one is not None]
    return prod(known, start=seed) if len(known) == len(path.edges) else None


def seed_of(trace: Trace, path: Path) -> float | None:
    """The gradient from which the pass started at the end of a path; 1 where none is recorded."""
    seed = trace.outputs[path.output].seed
    return 1.0 if seed is None else only_number(seed)


def only_number(tensor: TensorSummary | None) -> float | None:
    """The one real element of a tensor."""
    if tensor is None or tensor.size != 1 or not tensor.values:
        return None
    element = tensor.values[0]
    return None if isinstance(element, str) else float(element)


def _local(trace: Trace, index: int) -> float | None:
    """As torch told it; where it did not, what turned the gradient of the consumer into the share."""
    edge = trace.edges[index]
    if edge.local is not None:
        return only_number(edge.local)
    target = trace.nodes[edge.target]
    share = only_number(edge.grad)
    arrived = only_number(target.grad) if len(target.values) == 1 else None
    if share is None or not arrived:
        return None
    return share / arrived if arrived == arrived else nan
