"""`BackwardPass`: what one backward pass did, in the order in which torch's engine did it."""

from dataclasses import dataclass

from nablascope.core.graph.columns import Ints

MOST_PASSES = 8
"""A trace has so many of the newest, a set of columns each."""


@dataclass(frozen=True, slots=True)
class BackwardPass:
    """One backward pass over a trace's graph; recorded, and not derived from the graph.

    Attributes:
        root: ids of the nodes it started from.
        output: which output of each of `root`.
        seed: the gradient of each of `root`, an index into `Tensors`, or `NOTHING`.
        before: so many nodes, in the order of their ids, had run when it began.
        calls: ids of nodes in the order in which the engine called them, or handed their gradient to the
            caller of ``torch.autograd.grad``.
        delivered: indexes of the edges that a share was sent along, in the order of sending.
        grad: what arrived at each output of each node, as in `NodeColumns`.
        share: what was sent along each edge, as in `EdgeColumns`.
        accumulates: whether gradients were added to the ``grad`` of leaves.
        leaves: ids of the leaves of its graph; none where it does not accumulate.
        had: of each of `leaves` its ``grad`` before the pass, an index into `Tensors`, or `NOTHING`.
        has: of each of `leaves` its ``grad`` after the pass, likewise.
    """

    root: Ints
    output: Ints
    seed: Ints
    before: int
    calls: Ints
    delivered: Ints
    grad: Ints
    share: Ints
    accumulates: bool
    leaves: Ints
    had: Ints
    has: Ints
