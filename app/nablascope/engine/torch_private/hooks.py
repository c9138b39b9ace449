"""Hears the hooks that a program sets on gradients, and finds those that it has set; see the package."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

import torch
from torch.autograd.graph import Node
from torch.utils.hooks import RemovableHandle

from nablascope.engine.torch_private.replacement import Replacement, before

Hook = Callable[..., Any]
"""What the program gave to ``register_hook`` or one of its like."""

HearHook = Callable[[torch.Tensor, Hook | None, RemovableHandle | None], None]
"""Is told of a tensor and its new hook; of None where the tensor is to retain its ``grad``."""


current_node: Callable[[], Node] = torch._C._current_autograd_node  # noqa: SLF001  # pyright: ignore
"""The node that torch's engine is calling in this thread; to be asked by a hook."""


class _Listeners(threading.local):
    """Of each thread who hears of hooks, and who is setting some of ours."""

    def __init__(self) -> None:
        self.hears: list[HearHook] = []
        self.setting: HooksAfter | None = None


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


class _Held(dict[object, Hook]):
    """The hooks of a node, which torch calls in their order; its own handles point at it weakly."""

    __slots__ = ("__weakref__",)


class HooksAfter:
    """Hooks of ours that nodes call when they are done, after those of the program.

    They are set by the nodes' own ``register_hook``, but without a handle each: in half the time and with
    a third of the memory, which counts since every node of a graph gets one.

    Attributes:
        others: by the place of a node, the hooks of the program that stand before ours.
    """

    def __init__(self) -> None:
        self.others: dict[int, tuple[Hook, ...]] = {}
        self._held: list[dict[object, Hook]] = []
        # A dict of strings alone is smaller.
        self._key = f"nablascope {id(self)}"

    def set(self, nodes: Sequence[Node], hook: Callable[[Any, Any], None]) -> None:
        """Calls `hook` after each node; `current_node` tells it which."""
        with _SET_HOOK.put():
            _listeners.setting = self
            try:
                for node in nodes:
                    node.register_hook(hook)
            finally:
                _listeners.setting = None

    def keep(self, held: dict[object, Hook] | None, hook: Hook) -> dict[object, Hook]:
        """Adds a hook to those that a node has."""
        if held is None:
            held = _Held()
        elif held:
            self.others[len(self._held)] = tuple(held.values())
        held[self._key] = hook
        self._held.append(held)
        return held

    def remove(self) -> None:
        """Takes all of them back; what held them is emptied, which frees its memory."""
        for held in self._held:
            if len(held) == 1:
                held.clear()
            else:
                del held[self._key]
        self._held.clear()


def hooks_before(node: Node) -> tuple[Hook, ...]:
    """The hooks that the program set on a node with ``register_prehook``."""
    handle = node.register_prehook(_nothing)
    hooks = handle.hooks_dict_ref()
    found = () if hooks is None else tuple(hooks.values())[:-1]
    handle.remove()
    return found


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


def _setting(torchs: Any) -> Any:
    @wraps(torchs)
    def put(held: dict[object, Hook] | None, hook: Hook) -> tuple[Any, Any]:
        setting = _listeners.setting
        return torchs(held, hook) if setting is None else (setting.keep(held, hook), None)

    return put


_SET_HOOK = Replacement(torch.autograd.Function, "_register_hook", _setting)
_REGISTER_HOOK = Replacement(torch.Tensor, "register_hook", before(_registered))
_RETAIN_GRAD = Replacement(torch.Tensor, "retain_grad", before(_retained))
