"""Hears one backward pass: what arrives at every node, and what it sends on."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch.autograd.function import BackwardCFunction
from torch.autograd.graph import GradientEdge

from nablascope.engine.details import details
from nablascope.engine.failed_node import failed_node
from nablascope.engine.recording import Pass, Recording
from nablascope.engine.snapshot import Snapshot, Take
from nablascope.engine.torch_private import NO_SEQUENCE, BackwardCall, HooksAfter, current_node, version_of
from nablascope.engine.user_hooks import hook_names, hooks_set
from nablascope.engine.walk import NO_LINK, Walk, is_leaf, leaf_tensor, links_to, walk

_Gradients = tuple[torch.Tensor | None, ...]


def begin(call: BackwardCall, recording: Recording, *, nested: bool) -> Pass | None:
    """The pass that is about to run; None where nothing that it starts from is followed."""
    starts = list(zip(call.roots, call.seeds, strict=True))
    starts = [(root, seed) for root, seed in starts if isinstance(root, GradientEdge) or root.requires_grad]
    if not starts:
        return None
    seeds = tuple(None if seed is None else recording.taker.take(seed) for _, seed in starts)
    walked = walk([root for root, _ in starts])
    newest = next(reversed(recording.operations), -1)
    begun = Pass(call, walked, seeds, nested, newest, () if nested else details(recording, walked.nodes))
    begun.hooks = hooks_set(recording, walked)
    return begun


def runs_python(walked: Walk) -> bool:
    """Whether a backward pass over the graph runs code of the program, in a custom Function."""
    return any(isinstance(node, BackwardCFunction) for node in walked.nodes)


@contextmanager
def hearing(begun: Pass, take: Take) -> Generator[None]:
    """Fills in what flows in the pass that runs meanwhile, also where it fails.

    Our hooks come after the program's own, so they see what really flows, and they are gone afterwards.
    """
    had = _leaves_with_a_gradient(begun)
    begun.had = {index: take(grad) for index, leaf in had.items() if (grad := leaf.grad) is not None}
    hooks = HooksAfter()
    try:
        hooks.set(begun.walk.nodes, _hearer(begun, take))
        for index, others in hooks.others.items():
            begun.hooks[index] = (*begun.hooks.get(index, ()), *hook_names("node hook", others))
        yield
    except BaseException as error:
        begun.failure = str(error)
        begun.failed = failed_node(begun)
        raise
    finally:
        hooks.remove()
        begun.accumulated = {index: take(leaf.grad) for index, leaf in had.items() if leaf.grad is not None}


def _hearer(begun: Pass, take: Take) -> Callable[[_Gradients, _Gradients], None]:
    """The hook of every node; a scalar that one node sent and the next received is taken once."""
    places = {node: place for place, node in enumerate(begun.walk.nodes)}
    note, note_one = begun.flows.append, begun.flows.append_one
    last: torch.Tensor | None = None
    version, taken = 0, None

    def hear(sent: _Gradients, received: _Gradients) -> None:
        nonlocal last, version, taken
        index = places[current_node()]
        if len(received) != 1 or (arrived := received[0]) is None:
            arrivals, shares = _taken(received, sent, take)
            note((index, shares, *arrivals))
            return
        first = taken if arrived is last and version_of(arrived) == version else take(arrived)
        if not sent or (only := sent[0]) is None or (len(sent) > 1 and _several(sent)):
            shares = tuple([None if g is None else first if g is arrived else take(g) for g in sent])
            note((index, shares, first))
            return
        share = first if only is arrived else take(only)
        if only.ndim == 0:
            last, version, taken = only, version_of(only), share
        note_one(index, len(sent), share, first)

    return hear


def _several(sent: _Gradients) -> bool:
    return sent[1] is not None or (len(sent) > 2 and any(share is not None for share in sent[2:]))


def _taken(
    received: _Gradients, sent: _Gradients, take: Take
) -> tuple[tuple[Snapshot | None, ...], tuple[Snapshot | None, ...]]:
    """Snapshots of all, one for what is the same tensor."""
    arrived = [None if gradient is None else take(gradient) for gradient in received]
    shares: list[Snapshot | None] = []
    for place, gradient in enumerate(sent):
        known: Any = [arrived[i] for i, other in enumerate(received) if other is gradient]
        known += [shares[i] for i in range(place) if sent[i] is gradient]
        shares.append(None if gradient is None else known[0] if known else take(gradient))
    return tuple(arrived), tuple(shares)


def capture(finished: Pass, results: Sequence[torch.Tensor | None], take: Take) -> None:
    """Keeps what a pass gave to its caller."""
    links = links_to(finished.walk, finished.call.inputs)
    for link, result in zip(links, results, strict=False):
        if result is not None and link != NO_LINK:
            finished.captured[link] = take(result)


def _leaves_with_a_gradient(begun: Pass) -> dict[int, torch.Tensor]:
    """Leaves whose ``grad`` will be a sum of this pass's and of earlier ones."""
    if not begun.call.accumulate:
        return {}
    walked = begun.walk
    indices = [i for i, number in enumerate(walked.sequence) if number == NO_SEQUENCE and is_leaf(walked, i)]
    leaves = {index: leaf_tensor(walked, index) for index in indices}
    return {index: leaf for index, leaf in leaves.items() if leaf.grad is not None}
