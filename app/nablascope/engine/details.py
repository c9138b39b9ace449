"""Looks closely at the nodes of a graph that is small enough."""

from collections.abc import Sequence

from torch.autograd.graph import Node

from nablascope.engine.detail import Detail
from nablascope.engine.local_derivatives import local_derivatives, quietly
from nablascope.engine.recording import Recording
from nablascope.engine.saved_then import saved_then

MOST_NODES = 2000
"""Of a graph, up to which all are looked at: a look takes about as long as the node's own forward pass."""


def details(recording: Recording, nodes: Sequence[Node], total: int | None = None) -> list[Detail]:
    """The detail of each node; none at all where the graph has too many. To be called where no mode listens.

    Args:
        recording: what the run left behind so far.
        nodes: of the graph, or a part of it.
        total: how many the graph has; None where `nodes` are all.
    """
    if (len(nodes) if total is None else total) > MOST_NODES:
        return []
    with quietly():
        return [Detail(saved_then(recording, node), local_derivatives(recording, node)) for node in nodes]


def detail_notes(count: int) -> tuple[str, ...]:
    """What a reader must know of a graph with `count` nodes."""
    if count <= MOST_NODES:
        return ()
    return (
        f"The graph has {count:,} nodes: saved tensors and local derivatives are told up to {MOST_NODES:,}.",
    )
