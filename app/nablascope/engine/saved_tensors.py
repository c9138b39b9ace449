"""What a node kept from the forward pass for its VJP, read without unpacking, raising or disturbing.

Asking a node for ``_saved_self`` unpacks it: that raises after a change in place, and runs the hooks of
``torch.autograd.graph.saved_tensors_hooks``, so that a checkpoint would compute its region again. The packed
form tells what it holds and whether it would.
"""

import re
from functools import cache
from typing import Any, NamedTuple

import torch
from torch.autograd.function import BackwardCFunction
from torch.autograd.graph import Node

from nablascope.core.graph.rows import SavedState
from nablascope.engine.setting_text import setting_text
from nablascope.engine.torch_private import (
    RAW_SAVED,
    SAVED,
    packed_by,
    packed_content,
    unoverridden,
    version_of,
)

CUSTOM = "saved_tensors"
"""What a custom Function's saved tensors are called, each with its number."""

_PLAIN = frozenset((torch.Tensor, torch.nn.Parameter))
_VERSIONS = re.compile(r"is at version (\d+); expected version (\d+) instead")
_CHECKPOINT = "torch.utils.checkpoint"


class SavedNow(NamedTuple):
    """One thing a node holds at this moment; `saved_by` gives plain tuples of the same, made faster.

    Attributes:
        name: torch's own without its prefix, e.g. ``self``; ``indices[0]`` for one of a list.
        tensor: what is held; None for a setting, for what is gone, for what was changed since, and for
            what a hook packed.
        text: a setting as Python prints it, or why a tensor cannot be read.
        state: see `core.graph.rows.Saved`.
        version: the tensor's version counter now, where torch tells.
        saved_at: the version that was saved, where torch tells.
    """

    name: str
    tensor: torch.Tensor | None
    text: str | None
    state: SavedState
    version: int | None
    saved_at: int | None


Row = tuple[str, torch.Tensor | None, str | None, SavedState, int | None, int | None]
"""The fields of a `SavedNow`."""


def saved_by(node: Node) -> list[Row]:
    """Everything that `node` holds or held, tensors first; an argument it had no need of has no row.

    It never raises. To be called where no mode listens.
    """
    names = _names(node.__class__)
    if names is None:
        return _custom(node)
    tensors, settings = names
    rows: list[Row] = []
    for name, raw, attribute in tensors:
        packed = _attribute(node, raw)
        if packed.__class__ is tuple or packed is None:
            rows += _several(node, name, packed)
            continue
        tensor = packed_content(packed)
        if tensor.__class__ in _PLAIN and not version_of(tensor) and packed_by(packed) is None:
            rows.append((name, tensor, None, "held", 0, 0))
        else:
            rows += _one(name, packed, node, attribute)
    for name, attribute in settings:
        rows.append((name, None, _setting(node, attribute), "held", None, None))
    return rows


def is_packed(node: Node) -> bool:
    """Whether a hook of the program stands before anything that `node` saved."""
    names = _names(node.__class__)
    tensors = [("", RAW_SAVED + "tensors", "")] if names is None else names[0]
    for _, raw, _ in tensors:
        packed = _attribute(node, raw)
        several: tuple[Any, ...] = packed if isinstance(packed, tuple) else (packed,)
        if any(one is not None and packed_by(one) is not None for one in several):
            return True
    return False


def state_now(node: Node, name: str, saved_at: int | None) -> tuple[SavedState, int | None]:
    """What became of a saved tensor, and its version now where torch tells.

    Args:
        node: what saved it.
        name: a row's of `saved_by`; a setting stays held.
        saved_at: that row's.
    """
    try:
        packed = _packed(node, name)
    except AttributeError:
        return "held", None
    if packed is None:
        return "freed", None
    if packed_by(packed) is not None:
        return "held", None
    tensor = packed_content(packed)
    if tensor is None:
        return "freed", None
    version = _version(tensor)
    return ("modified" if saved_at is not None and version != saved_at else "held"), version


@cache
def _names(kind: type) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]] | None:
    """Tensors as name, packed and unpacked attribute; settings as name and attribute; None for a Function."""
    if issubclass(kind, BackwardCFunction):
        return None
    raw = {name.removeprefix(RAW_SAVED) for name in dir(kind) if name.startswith(RAW_SAVED)}
    saved = [name.removeprefix(SAVED) for name in dir(kind) if name.startswith(SAVED)]
    tensors = tuple((name, RAW_SAVED + name, SAVED + name) for name in saved if name in raw)
    return tensors, tuple((name, SAVED + name) for name in saved if name not in raw)


def _one(name: str, packed: Any, node: Node, attribute: str) -> tuple[Row, ...]:
    """The row of one packed tensor; none where the node had no need of it."""
    hook = packed_by(packed)
    if hook is not None:
        return ((name, None, _packed_words(hook), "held", None, None),)
    tensor = packed_content(packed)
    if tensor is None:
        return () if _unpacked(node, attribute) is None else (_freed(name),)
    version = _version(tensor)
    if not version:
        return ((name, tensor, None, "held", 0, 0),)
    error = _unpacked(node, attribute)
    return (_counted(name, tensor, version, error if isinstance(error, str) else None),)


def _several(node: Node, name: str, packed: tuple[Any, ...] | None) -> list[Row]:
    """The rows of a list of packed tensors; torch does not give the list any more once it is freed."""
    if packed is None:
        return [_freed(name)]
    error = None
    if any(_changed(one) for one in packed):
        unpacked = _unpacked(node, name if name == CUSTOM else SAVED + name)
        error = unpacked if isinstance(unpacked, str) else None
    rows = [_of_list(f"{name}[{place}]", one, error) for place, one in enumerate(packed)]
    return [row for row in rows if row is not None]


def _of_list(name: str, packed: Any, error: str | None) -> Row | None:
    hook = packed_by(packed)
    if hook is not None:
        return name, None, _packed_words(hook), "held", None, None
    tensor = packed_content(packed)
    return None if tensor is None else _counted(name, tensor, _version(tensor), error)


def _changed(packed: Any) -> bool:
    tensor = packed_content(packed) if packed_by(packed) is None else None
    return tensor is not None and _version(tensor) > 0


def _counted(name: str, tensor: torch.Tensor, version: int, error: str | None) -> Row:
    """The row of a tensor; `error` is what torch said of it, or of another of the same list."""
    told = _VERSIONS.search(error) if error else None
    if told and int(told[1]) == version:
        return name, None, None, "modified", version, int(told[2])
    return name, tensor, None, "held", version, version


def _custom(node: Node) -> list[Row]:
    """A custom Function's ``save_for_backward``, then what it put on its ``ctx`` itself."""
    rows = _several(node, CUSTOM, _attribute(node, RAW_SAVED + "tensors"))
    for name, value in vars(node).items():
        if isinstance(value, torch.Tensor):
            rows.append((name, value, None, "held", None, None))
        else:
            rows.append((name, None, setting_text(value), "held", None, None))
    return rows


def _packed(node: Node, name: str) -> Any:
    """The packed form behind the name of a row, or None where there is none any more."""
    own, bracket, place = name.partition("[")
    packed = _attribute(node, RAW_SAVED + ("tensors" if own == CUSTOM else own))
    if packed is None or not bracket:
        return packed
    return packed[int(place[:-1])]


def _attribute(node: Node, name: str) -> Any:
    try:
        return getattr(node, name)
    except RuntimeError:
        return None


def _unpacked(node: Node, attribute: str) -> Any:
    """What torch unpacks, or the text of its refusal."""
    try:
        return getattr(node, attribute)
    except RuntimeError as error:
        return str(error)


def _freed(name: str) -> Row:
    return name, None, None, "freed", None, None


def _version(tensor: torch.Tensor) -> int:
    """A subclass must not see that someone looks."""
    if tensor.__class__ in _PLAIN:
        return version_of(tensor)
    with unoverridden():
        return version_of(tensor)


def _packed_words(hook: Any) -> str:
    if getattr(hook, "__module__", None) == _CHECKPOINT:
        return "computed again in the backward pass (checkpoint)"
    name = getattr(hook, "__qualname__", type(hook).__name__)
    return f"packed by a hook; {name.replace('.<locals>', '')} unpacks it"


def _setting(node: Node, attribute: str) -> str:
    try:
        return setting_text(getattr(node, attribute))
    except RuntimeError as error:
        return f"torch does not tell: {str(error).splitlines()[0]}"
