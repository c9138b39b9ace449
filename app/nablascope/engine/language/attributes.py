"""Which attributes and methods each exact type has; nothing else is ever looked up on a value."""

from collections.abc import Callable, Mapping

import torch
from torch import nn

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language import modules, optimizers
from nablascope.engine.language.containers import METHODS as CONTAINER_METHODS
from nablascope.engine.language.gradients import of_tensor
from nablascope.engine.language.handles import Function
from nablascope.engine.language.module_tables import ASSIGNABLE, MODULES
from nablascope.engine.language.modules import module_attributes
from nablascope.engine.language.tables import METHODS, PLAIN_ATTRIBUTES, VIEW_ATTRIBUTES
from nablascope.engine.language.unseen import accepts_data, data_of, is_unseen, viewed
from nablascope.engine.language.values import OPTIMIZERS, STRUCTURES, TENSORS, is_node

BACKWARD = "backward"


def _typed(tensor: torch.Tensor, dtype: object = None) -> object:
    """``tensor.type()`` and ``tensor.type(torch.float)``; torch looks a name up in Python's modules."""
    if dtype is None:
        return tensor.type()
    if isinstance(dtype, torch.dtype):
        return tensor.type(dtype)
    raise LanguageError(Failure("this is not a dtype", "write e.g. torch.float"))


_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    **dict.fromkeys(TENSORS, PLAIN_ATTRIBUTES | VIEW_ATTRIBUTES),
    **dict.fromkeys(OPTIMIZERS, words("param_groups")),
    **{kind: frozenset(kind.__match_args__) for kind in STRUCTURES},  # pyright: ignore[reportAttributeAccessIssue]
    complex: words("real imag"),
    torch.dtype: words("is_complex is_floating_point itemsize"),
    torch.device: words("type index"),
}
_METHODS: Mapping[type, frozenset[str]] = {
    **dict.fromkeys(TENSORS, METHODS | {BACKWARD}),
    **dict.fromkeys(MODULES, frozenset(modules.METHODS)),
    **dict.fromkeys(OPTIMIZERS, frozenset(optimizers.METHODS)),
    complex: words("conjugate"),
    float: words("is_integer"),
    torch.Size: words("numel"),
    **{kind: frozenset(methods) for kind, methods in CONTAINER_METHODS.items()},
}
_OURS: Mapping[str, Callable[..., object]] = {
    BACKWARD: of_tensor,
    "new_empty": torch.Tensor.new_zeros,
    "type": _typed,
    "view": viewed,
}
"""What runs in place of torch's own."""

_UNSEEN = "Changes made through .data are not seen by autograd; torch.no_grad() or .detach() are safer."

_NODE_ATTRIBUTES = words("next_functions")
_NODE_METHODS = words("name")


def attributes_of(value: object) -> frozenset[str]:
    """The names `value` may be asked for without a call."""
    if isinstance(value, nn.Module):
        return module_attributes(value)
    return _NODE_ATTRIBUTES if is_node(value) else _ATTRIBUTES.get(type(value), frozenset())


def methods_of(value: object) -> frozenset[str]:
    """The names `value` may be asked for in a call."""
    return _NODE_METHODS if is_node(value) else _METHODS.get(type(value), frozenset())


def method_of(value: object, name: str) -> Function:
    """What runs where the method `name` of `value`, one of `methods_of`, is called."""
    if type(value) in CONTAINER_METHODS:
        return CONTAINER_METHODS[type(value)][name]
    if isinstance(value, nn.Module):
        return Function(name, modules.METHODS[name], measured=False)
    if type(value) in OPTIMIZERS:
        return Function(name, optimizers.METHODS[name], measured=False)
    if type(value) not in TENSORS:
        return Function(name, getattr(type(value), name), is_torch=False)
    return Function(name, _OURS.get(name) or getattr(type(value), name))


def value_of(value: object, name: str) -> object:
    """What the attribute `name` of `value`, one of `attributes_of`, holds."""
    return data_of(value) if isinstance(value, torch.Tensor) and name == "data" else getattr(value, name)


def is_operation(value: object, name: str) -> bool:
    """Whether the attribute computes something that autograd sees."""
    return type(value) in TENSORS and name in VIEW_ATTRIBUTES


def note_on(value: object, name: str) -> str | None:
    """What the author of a program must know that reads the attribute."""
    return _UNSEEN if name == "data" and is_unseen(value) else None


def assign_attribute(target: object, name: str, value: object) -> None:
    """``target.name = value`` for the attributes a program may set.

    Raises:
        LanguageError: for any other attribute, or a value that does not fit.
    """
    if isinstance(target, nn.Module):
        accepts = _accepts_parameter if name in ASSIGNABLE & module_attributes(target) else None
    else:
        accepts = _SETTERS.get(name) if type(target) in TENSORS else None
    if accepts is None:
        hint = ".grad, .requires_grad and .data of a tensor can, and .weight and .bias of a module"
        raise LanguageError(Failure(f"{name} cannot be assigned to", hint))
    if not accepts(target, name, value):
        raise LanguageError(Failure(f"this is not a value for .{name}", _ACCEPTED[name]))
    setattr(target, name, value)


def _accepts_parameter(module: object, name: str, value: object) -> bool:
    """Where there is a parameter, or was none asked for, there may be another one."""
    now = getattr(module, name)
    fits = now is None or type(now) is nn.Parameter
    return fits and (type(value) is nn.Parameter or (value is None and name == "bias"))


_SETTERS: Mapping[str, Callable[[object, str, object], bool]] = {
    "data": accepts_data,
    "grad": lambda _target, _name, value: value is None or type(value) in TENSORS,
    "requires_grad": lambda _target, _name, value: isinstance(value, bool),
}
_ACCEPTED: Mapping[str, str] = {
    "bias": "use nn.Parameter(...) or None",
    "data": "use a tensor of the same shape and dtype, and of decimal numbers",
    "grad": "use None or a tensor",
    "requires_grad": "use True or False",
    "weight": "use nn.Parameter(...)",
}
