"""Hears the hooks that a program sets on gradients, and finds those that it has set; see the package."""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch.autograd.graph import Node
from torch.utils.hooks import RemovableHandle

from nablascope.engine.torch_private.replacement import Replacement

Hook = Callable[..., Any]
"""What the program gave to ``register_hook`` or one of its like."""

HearHook = Callable[[torch.Tensor, Hook | None, RemovableHandle | None], None]
"""Is told of a tensor and its new hook; of None where the tensor is to retain its ``grad``."""


class _Listeners(threading.local):
    def __init__(self) -> None:
        self.hears: list[HearHook] = []


_listeners = _Listeners()


@contextmanager
def hearing_hooks(hear: HearHook) -> Generator[None]:
    """Tells `hear` of every hook that this thread sets on a tensor meanwhile, also by ``retain_grad``."""
    with ExitStack() as stack:
        stack.enter_context(_REGISTER_HOOK.put())
        stack.enter_context(_RETAIN_GRAD.put())
        _listeners.hears.append(hear)
        stack.callback(_listeners.hears.remove, hear)
        yield


def is_set(handle: RemovableHandle) -> bool:
    """Whether the hook that the handle stands for was not removed."""
    return handle.id in (handle.hooks_dict_ref() or ())


def hooks_beside(handle: RemovableHandle) -> tuple[Hook, ...]:
    """The hooks of the same kind and on the same node as the handle's own, which comes last."""
    hooks = handle.hooks_dict_ref()
    return () if hooks is None or len(hooks) < 2 else tuple(hooks.values())[:-1]


def hooks_before(node: Node) -> tuple[Hook, ...]:
    """The hooks that the program set on a node with ``register_prehook``."""
    handle = node.register_prehook(_nothing)
    try:
        return hooks_beside(handle)
    finally:
        handle.remove()


def leaf_hooks(leaf: torch.Tensor) -> Iterator[tuple[str, Hook]]:
    """The hooks set on a leaf, each with what kind it is."""
    for kind, name in (
        ("tensor hook", "_backward_hooks"),
        ("post-accumulate hook", "_post_accumulate_grad_hooks"),
    ):
        for hook in tuple((getattr(leaf, name, None) or {}).values()):
            yield kind, hook


def _nothing(_: Any) -> None:
    """A hook that leaves what arrives as it is."""


def _registered(torchs: Any, tensor: torch.Tensor, hook: Hook) -> RemovableHandle:
    handle: RemovableHandle = torchs(tensor, hook)
    for hear in _listeners.hears:
        hear(tensor, hook, handle)
    return handle


def _retained(torchs: Any, tensor: torch.Tensor) -> None:
    torchs(tensor)
    for hear in _listeners.hears:
        hear(tensor, None, None)


_REGISTER_HOOK = Replacement(torch.Tensor, "register_hook", _registered)
_RETAIN_GRAD = Replacement(torch.Tensor, "retain_grad", _retained)
