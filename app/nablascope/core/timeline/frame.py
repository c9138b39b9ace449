"""`Frame`: what is known after a step; pure, so that going back and jumping equal playing."""

from dataclasses import dataclass, replace

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.marks import IN_PLACE, KINK, TIE, UNREACHED
from nablascope.core.graph.rows import Inside, Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.timeline.partial_sum import partial_sum
from nablascope.core.timeline.playback import NEVER, Playback

_OF_THE_FORWARD_PASS = frozenset((KINK, TIE, IN_PLACE, UNREACHED))
"""Marks that are known as soon as the node ran; the others are about gradients too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known after step `k`; numbers that were recorded are those of the recording.

    Attributes:
        playback: the run.
        k: the step; 0 is before the first.
        number: of the newest backward pass that has begun, or -1.
    """

    playback: Playback
    k: int
    number: int

    @property
    def whole(self) -> bool:
        """Whether everything has happened."""
        return self.k == len(self.playback.timeline)

    def has_run(self, node: int) -> bool:
        """Whether the node's value is known."""
        return self.playback.computed[node] <= self.k

    def was_called(self, node: int) -> bool:
        """Whether the newest pass has called the node."""
        return self.number >= 0 and self.playback.passes[self.number].called[node] <= self.k

    def share(self, edge: int) -> TensorSummary | None:
        """What the newest pass has sent along an edge, or None."""
        trace = self.playback.trace
        if self.whole:
            return trace.tensors.get(trace.edge_columns.grad[edge])
        if not self.has_sent(edge):
            return None
        return trace.tensors.get(self.playback.passes[self.number].one.share[edge])

    def has_sent(self, edge: int) -> bool:
        """Whether the newest pass has sent a share along an edge."""
        return self.number >= 0 and self.playback.passes[self.number].sent[edge] <= self.k

    def arrived(self, node: int, output: int = 0) -> tuple[TensorSummary, ...]:
        """The seeds and shares that arrived at an output of a node in the newest pass, in their order."""
        if self.number < 0:
            return ()
        steps, trace = self.playback.passes[self.number], self.playback.trace
        seeds = (place for place in steps.starts.get(node, ()) if steps.one.output[place] == output)
        came = [(steps.seeded[place], steps.one.seed[place]) for place in seeds]
        edges = (edge for edge in self.playback.leaving[node] if trace.edges.output[edge] == output)
        came += [(steps.sent[edge], steps.one.share[edge]) for edge in edges]
        came = sorted((k, tensor) for k, tensor in came if k <= self.k and tensor != NOTHING)
        return tuple(trace.tensors[tensor] for _, tensor in came)

    def grad(self, node: int, output: int = 0) -> TensorSummary | None:
        """What the node was called with, or before its call the sum of what has arrived; None for nothing."""
        trace = self.playback.trace
        place = trace.node_columns.outputs[node] + output
        if self.whole:
            return trace.tensors.get(trace.node_columns.grad[place])
        if self.was_called(node):
            return trace.tensors.get(self.playback.passes[self.number].one.grad[place])
        return partial_sum(self.arrived(node, output))

    def leaf_grad(self, leaf: int) -> TensorSummary | None:
        """The ``grad`` of a leaf, as the passes and the program left it; None where it has none."""
        passes, tensors = self.playback.passes, self.playback.trace.tensors
        for steps in reversed(passes):
            if leaf in steps.left and min(steps.called[leaf], steps.end) <= self.k:
                return tensors.get(steps.left[leaf])
            if steps.changed.get(leaf, NEVER) <= self.k:
                return tensors.get(steps.had.get(leaf, NOTHING))
        return tensors.get(next((steps.had[leaf] for steps in passes if leaf in steps.had), NOTHING))

    def grad_before(self, leaf: int) -> TensorSummary | None:
        """The ``grad`` of a leaf before the newest pass; None where it had none."""
        if self.number < 0:
            return None
        return self.playback.trace.tensors.get(self.playback.passes[self.number].had.get(leaf, NOTHING))

    def node(self, id: int) -> Node:
        """The node as it is known now: numbers and marks that are still to come are left out."""
        row = self.playback.trace.nodes[id]
        if self.whole:
            return row
        ran = self.has_run(id)
        return replace(
            row,
            values=row.values if ran else (None,) * len(row.values),
            grads=tuple(self.grad(id, output) for output in range(len(row.grads))),
            marks=tuple(mark for mark in row.marks if self._is_known(mark, id)),
            accumulated=self.leaf_grad(id) if self._is_a_sum(id) else None,
            inside=row.inside and self._so_far(row.inside, id),
        )

    def _so_far(self, inside: Inside, id: int) -> Inside:
        """The range of gradients inside a group is that of the last pass, and known after its call."""
        known = self._is_last_pass() and self.was_called(id)
        return inside if known else replace(inside, least=0.0, most=0.0)

    def _is_a_sum(self, id: int) -> bool:
        """Whether the ``grad`` of a leaf is what arrived in this pass and in earlier ones."""
        return self.was_called(id) and self.grad_before(id) is not None

    def _is_known(self, mark: str, id: int) -> bool:
        if mark == UNREACHED:
            return not any(steps.called[id] != NEVER for steps in self.playback.passes)
        if mark in _OF_THE_FORWARD_PASS:
            return self.has_run(id)
        return self._is_last_pass() and self.was_called(id)

    def _is_last_pass(self) -> bool:
        return self.number == len(self.playback.passes) - 1


def frame_at(playback: Playback, k: int) -> Frame:
    """What is known after step `k`; a step beyond either end is that end."""
    timeline = playback.timeline
    k = min(max(k, 0), len(timeline))
    return Frame(playback, k, timeline.pass_at(k))
