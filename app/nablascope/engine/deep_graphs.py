"""Lets graphs of any depth be freed.

A node of torch 2.13 that Python has looked at frees what it leads to inside of its own destructor: some
40,000 nodes deep the stack overflows. So every `DEEP` nodes a guard in `Node.metadata` holds the next
nodes a little longer, and frees them in a loop: a trampoline, as torch's own work list is for nodes that
Python has not seen.
"""

import threading
from collections.abc import Sequence
from typing import cast

from torch.autograd.graph import Node

DEEP = 100
"""Nodes between two guards: 200 bytes of stack each."""

_KEY = "nablascope"


class _Waiting(threading.local):
    def __init__(self) -> None:
        self.groups: list[tuple[Node, ...]] | None = None


_waiting = _Waiting()


class _Guard:
    """Frees what a node leads to after the node itself is gone, never inside of another guard's."""

    __slots__ = ("_following",)

    def __init__(self, following: tuple[Node, ...]) -> None:
        self._following = following

    def __del__(self, local: _Waiting = _waiting) -> None:
        """`local` is held here, since it may run when the interpreter has emptied this module."""
        waiting = local.groups
        if waiting is not None:
            waiting.append(self._following)
            return
        local.groups = waiting = [self._following]
        self._following = ()
        try:
            while waiting:
                waiting.pop()
        finally:
            local.groups = None


def guard(node: Node) -> None:
    """Lets `node` be freed before what it leads to."""
    metadata = cast("dict[str, object]", node.metadata)  # torch's stubs take the property for a method
    metadata[_KEY] = _Guard(tuple(following for following, _ in node.next_functions if following))


def guard_all(nodes: Sequence[Node], following: Sequence[Sequence[int]]) -> None:
    """Guards a graph.

    Args:
        nodes: in an order in which everything a node leads to stands before it.
        following: the places in `nodes` of what each node leads to.
    """
    depths: list[int] = []
    for node, places in zip(nodes, following, strict=True):
        depth = 1 + max((depths[place] for place in places), default=0)
        if depth >= DEEP:
            guard(node)
            depth = 0
        depths.append(depth)
