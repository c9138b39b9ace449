"""The hooks that the program set on gradients: which there are, and what people call them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import torch
from torch.utils.hooks import RemovableHandle

from nablascope.engine.recording import Recording, SetHook
from nablascope.engine.torch_private import Hook, hooks_before, is_set, leaf_hooks
from nablascope.engine.walk import Walk, is_leaf, leaf_tensor

MOST_NODES = 2000
"""Of a graph, up to which every node is asked for hooks set with ``register_prehook``."""

Hooks = dict[int, tuple[str, ...]]
"""By a node's index, in the order in which torch calls them."""


def note_hook(
    recording: Recording, tensor: torch.Tensor, hook: Hook | None, handle: RemovableHandle | None
) -> None:
    """Keeps that the program set a hook on the result of an operation; a leaf can be asked later."""
    node = tensor.grad_fn
    if node is None:
        return
    name = "retains its grad" if hook is None else hook_name("tensor hook", hook)
    known = recording.hooks.setdefault(recording.number(node), [])
    if not any(_is_same(one.handle, handle) for one in known):
        known.append(SetHook(name, handle))


def _is_same(one: RemovableHandle | None, other: RemovableHandle | None) -> bool:
    """A hook may be heard of twice, where the program wrapped torch's function; it is one all the same."""
    if one is None or other is None:
        return one is other
    return one.id == other.id


def hooks_set(recording: Recording, walked: Walk) -> Hooks:
    """The hooks that are called before a node or before a leaf's gradient is accumulated."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for index, name in (
        *_on_results(recording, walked),
        *_on_leaves(walked),
        *_before_nodes(walked),
    ):
        found[index].append(name)
    return {index: tuple(names) for index, names in found.items()}


def hook_names(kind: str, hooks: Iterable[Hook]) -> list[str]:
    """What people call the hooks among these that no recording set."""
    return [hook_name(kind, hook) for hook in hooks if not _is_ours(hook)]


def hook_name(kind: str, hook: Hook) -> str:
    """What kind of hook it is, what the program calls it, and where it is written."""
    function: Any = hook
    while isinstance(function, partial):
        function = function.func
    name = getattr(function, "__qualname__", type(function).__qualname__).rsplit("<locals>.")[-1]
    code = getattr(function, "__code__", None)
    place = f" ({Path(code.co_filename).name}:{code.co_firstlineno})" if isinstance(code, CodeType) else ""
    return f"{kind} {name.replace('<lambda>', 'lambda')}{place}"


def _is_ours(hook: Hook) -> bool:
    function: Any = hook.func if isinstance(hook, partial) else hook
    return str(getattr(function, "__module__", "")).startswith("nablascope.")


def _on_results(recording: Recording, walked: Walk) -> Iterator[tuple[int, str]]:
    if not recording.hooks:
        return
    numbers = {recording.number(node): index for index, node in enumerate(walked.nodes)}
    for number, hooks in recording.hooks.items():
        for name, handle in hooks:
            if number in numbers and (handle is None or is_set(handle)):
                yield numbers[number], name


def _on_leaves(walked: Walk) -> Iterator[tuple[int, str]]:
    for index in range(len(walked.nodes)):
        if is_leaf(walked, index):
            for kind, hook in leaf_hooks(leaf_tensor(walked, index)):
                yield index, hook_name(kind, hook)


def _before_nodes(walked: Walk) -> Iterator[tuple[int, str]]:
    if len(walked.nodes) > MOST_NODES:
        return
    for index, node in enumerate(walked.nodes):
        for name in hook_names("node pre-hook", hooks_before(node)):
            yield index, name
