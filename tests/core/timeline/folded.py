"""What is known after each step, by folding the steps one after the other: the slow way, to compare with."""

import torch

from nablascope.core.graph.columns import NOTHING
from nablascope.core.timeline.timeline import StepKind


def folded(run):
    """Of each step from 0 on what `shown` must say."""
    state = _State(run.trace)
    told = [state.told(whole=not len(run.timeline))]
    for k, step in enumerate(run.timeline.steps(), 1):
        state.take(step)
        told.append(state.told(whole=k == len(run.timeline)))
    return told


def shown(frame):
    """Everything that a frame says, as text, so that a NaN equals itself."""
    trace = frame.playback.trace
    nodes = [
        (repr(frame.node(id).values), repr(frame.node(id).grads), repr(frame.leaf_grad(id)))
        for id in range(len(trace.nodes))
    ]
    return nodes, [repr(frame.share(edge)) for edge in range(len(trace.edges))]


class _State:
    def __init__(self, trace):
        self.trace = trace
        self.ran = {node.id for node in trace.nodes if node.kind in ("leaf", "constant")}
        self.number = -1
        self.called, self.sent, self.arrived = set(), {}, {}
        self.leaves = {}
        for one in reversed(trace.passes):
            self.leaves |= dict(zip(one.leaves, one.had, strict=True))

    def take(self, step):
        if step.number > self.number:
            self.number, self.called, self.sent, self.arrived = step.number, set(), {}, {}
        one = self.trace.passes[self.number] if self.trace.passes else None
        if step.kind == StepKind.FORWARD:
            self.ran.add(step.subject)
        elif step.kind == StepKind.SET:
            self.leaves[step.subject] = one.had[list(one.leaves).index(step.subject)]
        elif step.kind == StepKind.SEED:
            self._arrive(one.root[step.subject], one.output[step.subject], one.seed[step.subject])
        elif step.kind == StepKind.DELIVER:
            edge = self.trace.edges[step.subject]
            self.sent[step.subject] = one.share[step.subject]
            self._arrive(edge.source, edge.output, one.share[step.subject])
        else:
            self.called.add(step.subject)
            if step.kind == StepKind.ACCUMULATE and one.accumulates:
                self.leaves[step.subject] = one.has[list(one.leaves).index(step.subject)]

    def told(self, whole):
        tensors = self.trace.tensors
        nodes = [
            (
                repr(self._values(node)),
                repr(self._grads(node, whole)),
                repr(tensors.get(self.leaves.get(node.id, NOTHING))),
            )
            for node in self.trace.nodes
        ]
        shares = [
            edge.grad if whole else tensors.get(self.sent.get(i, NOTHING))
            for i, edge in enumerate(self.trace.edges)
        ]
        return nodes, [repr(share) for share in shares]

    def _arrive(self, node, output, tensor):
        self.arrived.setdefault((node, output), []).append(self.trace.tensors[tensor])

    def _values(self, node):
        return node.values if node.id in self.ran else (None,) * len(node.values)

    def _grads(self, node, whole):
        if whole:
            return node.grads
        if node.id in self.called:
            start, one = self.trace.node_columns.outputs[node.id], self.trace.passes[self.number]
            return tuple(self.trace.tensors.get(one.grad[start + i]) for i in range(len(node.grads)))
        return tuple(_sum(self.arrived.get((node.id, output), [])) for output in range(len(node.grads)))


def _sum(shares):
    """Torch's own sum, one share after the other."""
    if not shares:
        return None
    total = torch.tensor(shares[0].values, dtype=getattr(torch, shares[0].dtype))
    for share in shares[1:]:
        total = total + torch.tensor(share.values, dtype=total.dtype)
    first = shares[0]
    return type(first)(first.shape, first.dtype, first.device, tuple(total.tolist()), None, first.layout)
