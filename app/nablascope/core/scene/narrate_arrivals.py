"""What arrived at a node: how it was received, and how it adds up on the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.rows import Node
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.narrated import Words, joined
from nablascope.core.scene.narrated_names import named, subject
from nablascope.core.scene.narrated_numbers import MOST_TERMS, figure, is_sum, same, term, told
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.partial_sum import partial_sum
from nablascope.core.timeline.playback import Playback

_MOST_ADDED = 64
"""Of a node that is used more often, shares are not added up here: that would take longer than a step."""

_MOST_COUNTED = 2000
_NOUN = "gradient"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came to one output of a node before step `k` was over.

    Attributes:
        parts: the seed and the shares, in their order; None where they are too many.
        count: how many they are, or None where that is too many to count.
    """

    parts: tuple[TensorSummary, ...] | None
    count: int | None


def arrivals(playback: Playback, node: int, output: int, k: int) -> Arrivals:
    """What arrived at an output of a node in the pass of step `k`."""
    uses = len(playback.leaving[node])
    if uses <= _MOST_ADDED:
        parts = frame_at(playback, k).arrived(node, output)
        return Arrivals(parts, len(parts))
    if uses > _MOST_COUNTED:
        return Arrivals(None, None)
    return Arrivals(None, uses_so_far(playback, node, output, k)[0])


def uses_so_far(playback: Playback, node: int, output: int, k: int) -> tuple[int, int]:
    """How many shares an output has received after step `k`, and how many it receives in that pass."""
    steps = playback.passes[playback.timeline.pass_of(k)]
    outputs = playback.trace.edges.output.view()
    shares = steps.one.share.view()
    edges = (edge for edge in playback.leaving[node] if outputs[edge] == output)
    sent = [steps.sent[edge] for edge in edges if shares[edge] != NOTHING]
    return sum(step <= k for step in sent), len(sent)


def received(playback: Playback, node: Node, k: int, in_all: str = "") -> Words:
    """``÷ received 0.2000 + 0.3000 = 0.5000``: all that arrived, and what a hook made of it.

    Args:
        playback: the run.
        node: which was called.
        k: the step of that, or a later one before the next pass.
        in_all: is said behind the number.
    """
    grads, start = gradients(playback, node, k), f"{subject(node)} received "
    arrived = [output for output, grad in enumerate(grads) if grad is not None]
    if len(arrived) != 1:
        outputs = f"gradients at {len(arrived)} of its {len(grads)} outputs" if arrived else "no gradient"
        return (f"{start}{outputs}{in_all}",)
    grad, came = grads[arrived[0]], arrivals(playback, node.id, arrived[0], k)
    total = partial_sum(came.parts) if came.parts else None
    if grad is None or (total is not None and not same(total, grad)):
        return (start, *told(grad, _NOUN, _NOUN), in_all, *_changed(node, total))
    return (start, *_as_sum(came, grad, in_all))


def gradients(playback: Playback, node: Node, k: int) -> tuple[TensorSummary | None, ...]:
    """What a node that was called before step `k` was over had received at each of its outputs."""
    frame = frame_at(playback, k)
    return tuple(frame.grad(node.id, output) for output in range(len(node.grads)))


def _changed(node: Node, total: TensorSummary | None) -> Words:
    """Only a hook that is known is blamed."""
    if not any(_alters(hook) for hook in node.hooks):
        return ()
    return (", after a hook changed it from ", *told(total, _NOUN, _NOUN))


def _alters(hook: str) -> bool:
    return hook.startswith(("tensor hook", "node pre-hook"))


def _as_sum(came: Arrivals, grad: TensorSummary, in_all: str) -> Words:
    whole = (*told(grad, _NOUN, _NOUN), in_all)
    if came.parts is not None and 1 < len(came.parts) <= MOST_TERMS and is_sum(came.parts, grad):
        return (*added(came.parts), " = ", *whole)
    if came.count is None:
        return (*whole, ", the sum of all that arrived")
    return (*whole, *((f", the sum of {came.count:,} parts",) if came.count > 1 else ()))


def added(parts: Sequence[TensorSummary]) -> Words:
    """``0.2000 + (−0.3000)``."""
    return joined([(figure(parts[0], _NOUN),), *(term(part, _NOUN) for part in parts[1:])], " + ")


def so_far(playback: Playback, node: Node, output: int, k: int) -> Words:
    """`` x has now 0.2000 + 0.3000 = 0.5000 from 2 of 2 uses.``; nothing where it is used once."""
    if len(playback.leaving[node.id]) > _MOST_COUNTED:
        return ()
    now, all = uses_so_far(playback, node.id, output, k)
    if all < 2:
        return ()
    from_uses = f" from {now:,} of {all:,} uses."
    came = arrivals(playback, node.id, output, k)
    if came.parts is None:
        return (f" {_which(node, output)} has its shares{from_uses}",)
    total = partial_sum(came.parts)
    with_seed = ("." if len(came.parts) > now else from_uses,)
    return (f" {_which(node, output)} has now ", *_partial(came.parts, total), *with_seed)


def _which(node: Node, output: int) -> str:
    return named(node, output) or subject(node)


def _partial(parts: Sequence[TensorSummary], total: TensorSummary | None) -> Words:
    sum = (*added(parts), " = ") if 1 < len(parts) <= MOST_TERMS and is_sum(parts, total) else ()
    return (*sum, *told(total, _NOUN, _NOUN))
