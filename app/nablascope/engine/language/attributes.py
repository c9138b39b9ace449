"""Which attributes and methods each exact type has; nothing else is ever looked up on a value."""

from collections.abc import Callable, Mapping

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.tables import METHODS, PLAIN_ATTRIBUTES, VIEW_ATTRIBUTES
from nablascope.engine.language.values import STRUCTURES, TENSORS, is_node

BACKWARD = "backward"

_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    **dict.fromkeys(TENSORS, PLAIN_ATTRIBUTES | VIEW_ATTRIBUTES),
    **{kind: frozenset(kind.__match_args__) for kind in STRUCTURES},  # pyright: ignore[reportAttributeAccessIssue]
    complex: words("real imag"),
    torch.dtype: words("is_complex is_floating_point itemsize"),
    torch.device: words("type index"),
}
_METHODS: Mapping[type, frozenset[str]] = {
    **dict.fromkeys(TENSORS, METHODS | {BACKWARD}),
    complex: words("conjugate"),
    float: words("is_integer"),
    torch.Size: words("numel"),
}
_NODE_ATTRIBUTES = words("next_functions")
_NODE_METHODS = words("name")


def attributes_of(value: object) -> frozenset[str]:
    """The names `value` may be asked for without a call."""
    return _NODE_ATTRIBUTES if is_node(value) else _ATTRIBUTES.get(type(value), frozenset())


def methods_of(value: object) -> frozenset[str]:
    """The names `value` may be asked for in a call."""
    return _NODE_METHODS if is_node(value) else _METHODS.get(type(value), frozenset())


def is_operation(value: object, name: str) -> bool:
    """Whether the attribute computes something that autograd sees."""
    return type(value) in TENSORS and name in VIEW_ATTRIBUTES


def assign_attribute(target: object, name: str, value: object) -> None:
    """``target.name = value`` for the two attributes a program may set.

    Raises:
        LanguageError: for any other attribute, or a value of another type.
    """
    accepts = _SETTERS.get(name) if type(target) in TENSORS else None
    if accepts is None:
        raise LanguageError(
            Failure(f"{name} cannot be assigned to", "only .grad and .requires_grad of a tensor can")
        )
    if not accepts(value):
        raise LanguageError(
            Failure(f"this is not a value for .{name}", "use None or a tensor, or True or False")
        )
    setattr(target, name, value)


_SETTERS: Mapping[str, Callable[[object], bool]] = {
    "grad": lambda value: value is None or type(value) in TENSORS,
    "requires_grad": lambda value: isinstance(value, bool),
}
