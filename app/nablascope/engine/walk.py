"""Walks the graph torch built, from a root along ``next_functions``."""

from dataclasses import dataclass

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
    """The nodes reached from a root, in first-visit order, the root first.

    Attributes:
        nodes: autograd nodes; a node's position here is its index.
        sequence: each node's sequence number, or `NO_SEQUENCE`.
        links: each node's ``next_functions``, in torch's order; None for an input autograd does not follow.
        root_output: which output of the first node the root is.
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


def walk(root: torch.Tensor) -> Walk:
    """Visits every autograd node that `root` depends on, depth first, without recursion.

    Raises:
        RuntimeError: if `root` does not require a gradient.
    """
    start = get_gradient_edge(root)
    found = _first_visits(start.node)
    links = [_links(node, found) for node in found]
    return Walk(list(found), [node_sequence(node) for node in found], links, start.output_nr)


def _first_visits(start: Node) -> dict[Node, int]:
    found: dict[Node, int] = {}
    waiting = [start]
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
