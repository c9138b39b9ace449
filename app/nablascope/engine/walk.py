"""Walks the graph torch built, from a root along ``next_functions``."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import torch
from torch.autograd.graph import Node, get_gradient_edge

from nablascope.engine.torch_private import NO_SEQUENCE, node_sequence


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a node's ``next_functions``: `index` of a node in the walk, and which of its outputs."""

    index: int
    output: int


@dataclass(frozen=True, slots=True)
class Walk:
    """The nodes reached from one or more roots, in first-visit order, the first root's node first.

    Attributes:
        nodes: autograd nodes; a node's position here is its index.
        sequence: each node's sequence number, or `NO_SEQUENCE`.
        links: each node's ``next_functions``, in torch's order; None for an input autograd does not follow.
        root_output: which output of the first node the first root is.
    """

    nodes: list[Node]
    sequence: list[int]
    links: list[tuple[Link | None, ...]]
    root_output: int

    def release(self) -> None:
        """Drops the nodes root first: freed the other way, torch 2.13 recurses and can overflow the stack."""
        self.nodes.reverse()
        while self.nodes:
            self.nodes.pop()


def walk(roots: Sequence[torch.Tensor]) -> Walk:
    """Visits every autograd node that the roots depend on, depth first, without recursion.

    Raises:
        RuntimeError: if a root does not require a gradient.
    """
    starts = [get_gradient_edge(root) for root in roots]
    found = _first_visits([start.node for start in starts])
    links = [_links(node, found) for node in found]
    return Walk(list(found), [node_sequence(node) for node in found], links, starts[0].output_nr)


def _first_visits(starts: list[Node]) -> dict[Node, int]:
    found: dict[Node, int] = {}
    waiting = starts[::-1]
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found[node] = len(found)
        waiting += [following for following, _ in reversed(node.next_functions) if following is not None]
    return found


def _links(node: Node, found: dict[Node, int]) -> tuple[Link | None, ...]:
    return tuple(None if n is None else Link(found[n], output) for n, output in node.next_functions)


def is_leaf(walked: Walk, index: int) -> bool:
    """Whether the node accumulates into a leaf tensor."""
    return walked.sequence[index] == NO_SEQUENCE and hasattr(walked.nodes[index], "variable")


def leaf_tensor(walked: Walk, index: int) -> torch.Tensor:
    """The tensor that a leaf's AccumulateGrad node accumulates into."""
    return getattr(walked.nodes[index], "variable")  # noqa: B009 - torch's stubs do not know it


def running_order(walked: Walk) -> list[int]:
    """The nodes that are no leaves in topological order, ties broken by sequence number.

    Sequence numbers alone would do but for views: torch rebuilds their nodes late, after their consumer's.
    Kahn's algorithm, A. B. Kahn, "Topological sorting of large networks", CACM 5 (1962).
    """
    consumers, waiting_for = _consumers(walked)
    ready = [(walked.sequence[i], i) for i, count in enumerate(waiting_for) if not count]
    heapify(ready)
    ordered: list[int] = []
    while ready:
        _, index = heappop(ready)
        ordered.append(index)
        for consumer in consumers[index]:
            waiting_for[consumer] -= 1
            if not waiting_for[consumer]:
                heappush(ready, (walked.sequence[consumer], consumer))
    return [index for index in ordered if not is_leaf(walked, index)]


def _consumers(walked: Walk) -> tuple[list[list[int]], list[int]]:
    consumers: list[list[int]] = [[] for _ in walked.nodes]
    waiting_for = [0] * len(walked.nodes)
    for index, links in enumerate(walked.links):
        for link in links:
            if link is not None:
                consumers[link.index].append(index)
                waiting_for[index] += 1
    return consumers, waiting_for
