"""Walks the graph torch built, from roots along ``next_functions``."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from weakref import ref

import torch
from torch.autograd.graph import GradientEdge, Node, get_gradient_edge

from nablascope.engine.torch_private import NO_SEQUENCE, node_sequences

OUTPUT_BITS = 24
"""Bits of a `Link` for the output's number; above them stands a node's index, or its sequence number."""

OUTPUT_MASK = (1 << OUTPUT_BITS) - 1

Link = int
"""One entry of ``next_functions``: a node's index and which of its outputs, in one number."""

NO_LINK: Link = -1
"""An entry that leads nowhere: an input that autograd does not follow."""


class Links(Sequence[tuple[Link, ...]]):
    """The links of every node, in flat arrays: a third of the memory of a tuple each."""

    __slots__ = ("_ends", "_links")

    def __init__(self) -> None:
        self._links = array("q")
        self._ends = array("q", [0])

    def append(self, links: list[Link]) -> None:
        """Adds those of the next node."""
        self._links.fromlist(links)
        self._ends.append(len(self._links))

    def copy(self) -> "Links":
        """The same once more."""
        copied = Links()
        copied._links, copied._ends = self._links[:], self._ends[:]
        return copied

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> tuple[Link, ...]: ...

    @overload
    def __getitem__(self, index: slice) -> list[tuple[Link, ...]]: ...

    def __getitem__(self, index: int | slice) -> tuple[Link, ...] | list[tuple[Link, ...]]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        place = range(len(self))[index]
        return tuple(self._links[self._ends[place] : self._ends[place + 1]])

    def __iter__(self) -> Iterator[tuple[Link, ...]]:
        start = 0
        for end in self._ends[1:]:
            yield tuple(self._links[start:end])
            start = end


@dataclass(frozen=True, slots=True)
class Walk:
    """The nodes reached from one or more roots, nearest first, the first root's node first.

    Attributes:
        nodes: autograd nodes; a node's position here is its index.
        sequence: each node's sequence number, or `NO_SEQUENCE`.
        links: each node's ``next_functions``, in torch's order.
        roots: each root's node and output.
    """

    nodes: list[Node]
    sequence: Sequence[int]
    links: Links
    roots: tuple[Link, ...]

    def release(self) -> None:
        """Drops the nodes now."""
        self.nodes.clear()


def index_of(link: Link) -> int:
    """The index of the node that a link leads to."""
    return link >> OUTPUT_BITS


def output_of(link: Link) -> int:
    """Which of that node's outputs it is."""
    return link & OUTPUT_MASK


def walk(roots: Sequence[torch.Tensor | GradientEdge]) -> Walk:
    """Visits every autograd node that the roots depend on, without recursion.

    Raises:
        RuntimeError: if a root does not require a gradient.
    """
    edges = [root if isinstance(root, GradientEdge) else get_gradient_edge(root) for root in roots]
    found: dict[Node, int] = {}
    links = Links()
    _visit([edge.node for edge in edges], found, links)
    starts = tuple(found[edge.node] << OUTPUT_BITS | edge.output_nr for edge in edges)
    return Walk(list(found), node_sequences(found), links, starts)


def extended(walked: Walk, nodes: Iterable[Node]) -> Walk:
    """The walk and behind it what is reached from more nodes; the same walk where they bring nothing new."""
    found = {node: index for index, node in enumerate(walked.nodes)}
    links = walked.links.copy()
    _visit(list(nodes), found, links)
    if len(found) == len(walked.nodes):
        return walked
    return Walk(list(found), node_sequences(found), links, walked.roots)


def _visit(starts: Sequence[Node], found: dict[Node, int], links: Links) -> None:
    """Adds what is new to `found`, and the links of each to `links`."""
    new = [node for node in dict.fromkeys(starts) if node not in found]
    for node in new:
        found[node] = len(found)
    for visited in new:
        following: list[Link] = []
        for node, output in visited.next_functions:
            if node is None:
                following.append(NO_LINK)
                continue
            index = found.get(node)
            if index is None:
                index = found[node] = len(found)
                new.append(node)
            following.append(index << OUTPUT_BITS | output)
        links.append(following)


def is_leaf(walked: Walk, index: int) -> bool:
    """Whether the node accumulates into a leaf tensor."""
    return walked.sequence[index] == NO_SEQUENCE and hasattr(walked.nodes[index], "variable")


def leaf_tensor(walked: Walk, index: int) -> torch.Tensor:
    """The tensor that a leaf's AccumulateGrad node accumulates into."""
    return getattr(walked.nodes[index], "variable")  # noqa: B009 - torch's stubs do not know it


def links_to(walked: Walk, inputs: Iterable[torch.Tensor | GradientEdge]) -> list[Link]:
    """Where each input stands in the walk, or `NO_LINK`.

    Leaves are found by themselves: asking torch for their node fails for those of sparse layouts.
    """
    indices = {node: index for index, node in enumerate(walked.nodes)}
    leaves = {ref(leaf_tensor(walked, i)): i for i in range(len(walked.nodes)) if is_leaf(walked, i)}
    found: list[Link] = []
    for given in inputs:
        node = given.node if isinstance(given, GradientEdge) else given.grad_fn
        index = leaves.get(ref(given)) if node is None else indices.get(node)  # pyright: ignore[reportArgumentType]
        found.append(NO_LINK if index is None else index << OUTPUT_BITS | given.output_nr)
    return found
