"""Transforms of functions: ``torch.func`` and ``torch.autograd.functional``."""

from collections.abc import Callable, Sequence
from functools import partial
from math import prod

import torch
import torch.autograd.functional
import torch.func

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.guards import check_torch_arguments, leaves
from nablascope.engine.language.handles import INTEGER_LIMIT, Function, Module
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.values import check_elements
from nablascope.engine.torch_private import transforming

OWN_WAY = "computes in its own way"
"""What the author of a program is told who transforms a function."""

_FIRST = frozenset[int | str]({0, "func"})

_TRANSFORMS = {"grad": 0, "grad_and_value": 0, "vmap": 0, "jacrev": 1, "jacfwd": 1, "hessian": 2}
"""With how many times the size of its arguments multiplies that of a result."""

_PASSES = {"jacobian": 1, "hessian": 2, "vjp": 0, "jvp": 0, "hvp": 1, "vhp": 1}
"""The same, of ``torch.autograd.functional``."""


def func(printer: Printer) -> Module:
    """``torch.func``; `printer` is told that the program's author should not expect a graph."""
    return Module("torch.func", {name: _transform(name, "torch.func", printer) for name in _TRANSFORMS})


def vmap(printer: Printer) -> Function:
    """``torch.vmap``, which is that of ``torch.func``."""
    return _transform("vmap", "torch", printer)


def functional() -> Module:
    """``torch.autograd.functional``, which makes ordinary backward passes."""
    name = "torch.autograd.functional"
    members = {
        one: Function(
            f"{name}.{one}",
            partial(_applied, getattr(torch.autograd.functional, one), power),
            measured=False,
            takes=_FIRST,
        )
        for one, power in _PASSES.items()
    }
    return Module(name, members)


def _transform(name: str, module: str, printer: Printer) -> Function:
    make = partial(_transformed, f"{module}.{name}", getattr(torch.func, name), _TRANSFORMS[name], printer)
    return Function(f"{module}.{name}", make, is_torch=False, takes=_FIRST)


def _transformed(
    name: str,
    transform: Callable[..., Callable[..., object]],
    power: int,
    printer: Printer,
    func: object,
    *args: object,
    **settings: object,
) -> Function:
    """The function that ``transform(func)`` gives, as a value of the language."""
    function = _called(func)
    check_torch_arguments(args, settings, INTEGER_LIMIT)
    derived = transform(_bounded(function, power), *args, **settings)

    def run(*args: object, **kwargs: object) -> object:
        printer.note(f"{name} {OWN_WAY}: if anything of it is drawn, it is what autograd saw of it.")
        with transforming():
            return derived(*args, **kwargs)

    return Function(f"{name}({_name(function)})", run, measured=False)


def _applied(
    apply: Callable[..., object], power: int, func: object, *args: object, **kwargs: object
) -> object:
    return apply(_bounded(_called(func), power), *args, **kwargs)


def _called(func: object) -> Callable[..., object]:
    if callable(func):
        return func
    raise LanguageError(Failure("this needs a function", "write e.g. torch.func.grad(f)"))


def _bounded(function: Callable[..., object], power: int) -> Callable[..., object]:
    """`function`, whose derivative must not be too large either."""

    def run(*args: object, **kwargs: object) -> object:
        result = function(*args, **kwargs)
        if power:
            check_elements(_size([result]) * prod([_size(args)] * power))
        return result

    run.__name__ = _name(function)
    return run


def _name(function: Callable[..., object]) -> str:
    """What the program calls it; torch's messages repeat it."""
    return getattr(function, "__name__", "f")


def _size(values: Sequence[object]) -> int:
    return sum(value.numel() for value in leaves(list(values)) if isinstance(value, torch.Tensor))
