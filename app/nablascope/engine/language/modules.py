"""Modules such as ``nn.Linear``: how a program makes, asks and calls them.

A module is a value of an exact type in `module_tables`. It is made by torch's own constructor, after
its size was worked out on the meta device, which touches no memory.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from math import prod
from typing import Any

import torch
from torch import nn
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.guards import holds_tensor
from nablascope.engine.language.handles import Function
from nablascope.engine.language.module_sizes import check_call, sizes_checked
from nablascope.engine.language.module_tables import HOLDERS, LOSSES, MODULES
from nablascope.engine.language.values import check_elements, check_tensor

MAX_PARTS = 1000
"""Modules inside of one module."""

MAX_LAYERS = 100
"""Of a recurrent module."""

_RECURRENT = frozenset({nn.RNN, nn.LSTM, nn.GRU})


def _needs_settings(kind: type[nn.Module]) -> bool:
    settings = kind.__init__.__code__.co_argcount - 1
    return settings > len(kind.__init__.__defaults__ or ())


_WITHOUT_SETTINGS = frozenset(kind for kind in MODULES if not _needs_settings(kind))
"""They can be made without any."""


def constructors() -> dict[str, Function]:
    """The members of ``torch.nn`` that make a module."""
    return {
        kind.__name__: Function(f"torch.nn.{kind.__name__}", partial(_constructed, kind), measured=False)
        for kind in MODULES
    }


def is_module(value: object) -> bool:
    """Whether `value` is a module of the language."""
    return type(value) in MODULES


def calling(value: object) -> Function | None:
    """What calls `value`, or None where it is no module."""
    if not isinstance(value, nn.Module) or not is_module(value):
        return None
    return Function(type(value).__name__, partial(_called, value), measured=False)


def module_attributes(module: nn.Module) -> frozenset[str]:
    """What `module` may be asked for without a call: its settings, parameters and buffers."""
    own = chain(module.named_parameters(recurse=False), module.named_buffers(recurse=False))
    return MODULES[type(module)] | {name for name, _ in own}


def _constructed(kind: Any, *args: object, **kwargs: object) -> nn.Module:
    if kind in HOLDERS:
        return _holding(kind, args, kwargs)
    _check_device(args)
    _check_settings(kind, args, kwargs)
    if kind in _RECURRENT:
        _check_layers(kwargs.get("num_layers", args[2] if len(args) > 2 else 1))
    _check_parameters(kind, args, kwargs)
    return _checked(kind(*args, **kwargs))


def _check_settings(kind: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> None:
    """Tensors are what a module is called with, once it is made; a loss alone may be given weights."""
    if kind in LOSSES:
        takes_weight = "weight" in MODULES[kind]
        given = sum(isinstance(value, torch.Tensor) for value in args)
        if given > takes_weight:
            raise LanguageError(_called_too_early(kind, "(a, b)"))
    elif holds_tensor((args, tuple(kwargs.values()))):
        if kind in _WITHOUT_SETTINGS:
            raise LanguageError(_called_too_early(kind, "(x)"))
        raise LanguageError(Failure(f"the settings of {kind.__name__} are numbers", "write e.g. x.item()"))


def _called_too_early(kind: Any, given: str) -> Failure:
    name = kind.__name__
    return Failure(f"nn.{name} is made first, and then called with tensors", f"write nn.{name}(){given}")


def _holding(kind: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> nn.Module:
    parts = args[0] if args and kind.__name__ == "ModuleList" else args
    known = isinstance(parts, list | tuple) and all(is_module(part) for part in parts)
    if not known or kwargs:
        raise LanguageError(
            Failure(f"{kind.__name__} is made of modules", "write e.g. nn.Sequential(nn.Linear(2, 1))")
        )
    module = kind(*args)
    _check_parts(module)
    return module


def _check_parts(module: nn.Module) -> None:
    if sum(1 for _ in module.named_modules(remove_duplicate=False)) > MAX_PARTS:
        raise LanguageError(Failure(f"this module has more than {MAX_PARTS} parts", "use fewer"))


def _check_device(args: tuple[object, ...]) -> None:
    """A device is named, so that the module can be measured without it."""
    for value in args:
        if isinstance(value, torch.device) or (isinstance(value, str) and _names_device(value)):
            raise LanguageError(Failure("a device must be named here", "write device=..."))


def _names_device(text: str) -> bool:
    try:
        torch.device(text)
    except RuntimeError:
        return False
    return True


def _check_layers(count: object) -> None:
    if isinstance(count, int) and count > MAX_LAYERS:
        raise LanguageError(Failure(f"this has more than {MAX_LAYERS} layers", "use fewer"))


def _check_parameters(kind: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> None:
    sizes = [*args, *kwargs.values()][:2]
    if kind.__name__ == "Embedding" and all(type(size) is int for size in sizes):
        # Its normal distribution on the meta device costs a second of imports.
        check_elements(prod(size for size in sizes if isinstance(size, int)))
        return
    with _disable_current_modes(), torch.device("meta"):
        measured = kind(*args, **{name: value for name, value in kwargs.items() if name != "device"})
    check_elements(sum(tensor.numel() for tensor in _tensors(measured)))


def _tensors(module: nn.Module) -> list[torch.Tensor]:
    return [*module.parameters(), *module.buffers()]


def _checked(module: nn.Module) -> nn.Module:
    for tensor in _tensors(module):
        check_tensor(tensor)
    return module


def _called(module: nn.Module, *args: object, **kwargs: object) -> object:
    check_call(module, (*args, *kwargs.values()))
    with sizes_checked():
        return module(*args, **kwargs)


def _parameters(module: nn.Module, recurse: bool = True) -> list[nn.Parameter]:
    return list(module.parameters(recurse))


def _named_parameters(module: nn.Module, recurse: bool = True) -> list[tuple[str, nn.Parameter]]:
    return list(module.named_parameters(recurse=recurse))


def _named_buffers(module: nn.Module, recurse: bool = True) -> list[tuple[str, torch.Tensor]]:
    return list(module.named_buffers(recurse=recurse))


def _children(module: nn.Module) -> list[nn.Module]:
    return list(module.children())


def _named_children(module: nn.Module) -> list[tuple[str, nn.Module]]:
    return list(module.named_children())


def _zero_grad(module: nn.Module, set_to_none: bool = True) -> None:
    module.zero_grad(set_to_none)


def _to(module: nn.Module, *args: object, **kwargs: object) -> nn.Module:
    """Nothing is moved to a device without memory, from which it would not come back."""
    for value in (*args, *kwargs.values()):
        if isinstance(value, str | torch.device) and torch.device(value).type == "meta":
            raise LanguageError(Failure("the meta device is not in the expression language"))
    return module.to(*args, **kwargs)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _add_module(module: nn.Module, name: object, part: object) -> None:
    """A part more, as a Sequential without parts is given them by name."""
    if not isinstance(module, nn.Sequential) or not is_module(part) or not isinstance(part, nn.Module):
        raise LanguageError(Failure("only a Sequential is given a module by its name"))
    if not isinstance(name, str) or not name.isidentifier() or hasattr(module, name):
        raise LanguageError(Failure("this is not a name for a module", "write e.g. 'hidden'"))
    if type(part) in HOLDERS:
        # What is around this one was counted before: parts of parts could grow without end.
        raise LanguageError(Failure("a module that holds others cannot be added later", "name its parts"))
    module.add_module(name, part)
    _check_parts(module)


METHODS: Mapping[str, Callable[..., object]] = {
    "add_module": _add_module,
    "children": _children,
    "cpu": nn.Module.cpu,
    "double": nn.Module.double,
    "eval": nn.Module.eval,
    "float": nn.Module.float,
    "forward": _called,
    "half": nn.Module.half,
    "named_buffers": _named_buffers,
    "named_children": _named_children,
    "named_parameters": _named_parameters,
    "parameters": _parameters,
    "requires_grad_": nn.Module.requires_grad_,
    "to": _to,
    "train": nn.Module.train,
    "zero_grad": _zero_grad,
}
"""Of every module. What torch gives one by one comes as a list."""
