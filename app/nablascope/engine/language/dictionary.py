"""Every name a program can reach, as opaque handles.

To add a function of torch, add its name to its table in `tables`; a test checks that it exists. To
write it bare as well, add it to `core.language.names.FUNCTIONS`.
"""

import math
from collections.abc import Iterable, Mapping
from types import ModuleType

import torch
import torch.nn.functional

from nablascope.engine.language import tables
from nablascope.engine.language.gradients import backward, grad
from nablascope.engine.language.guards import check_iterable
from nablascope.engine.language.handles import DATA_LIMIT, INTEGER_LIMIT, Function, Module
from nablascope.engine.language.mathematics import bare_functions
from nablascope.engine.language.printing import Printer

_TAKES_DATA = frozenset({"tensor", "as_tensor"})


def _functions(module: ModuleType, prefix: str, names: Iterable[str], *, is_torch: bool) -> dict[str, object]:
    return {
        name: Function(
            f"{prefix}.{name}",
            getattr(module, name),
            is_torch,
            DATA_LIMIT if name in _TAKES_DATA else INTEGER_LIMIT,
        )
        for name in names
    }


def _manual_seed(seed: int) -> None:
    """Seeds what `isolation` restores; torch's own would queue a call for a CUDA that never starts."""
    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)
    if torch.backends.mps.is_available():
        torch.mps.manual_seed(seed)


def _listed(kind: type, *values: object) -> object:
    for value in values:
        check_iterable(value)
    return kind(*values)


def _list(*values: object) -> object:
    return _listed(list, *values)


def _tuple(*values: object) -> object:
    return _listed(tuple, *values)


_MATH = Module(
    "math",
    {
        **_functions(math, "math", tables.MATH, is_torch=False),
        **{name: getattr(math, name) for name in tables.MATH_CONSTANTS},
    },
)
_FUNCTIONAL = Module(
    "torch.nn.functional",
    _functions(torch.nn.functional, "F", tables.FUNCTIONAL, is_torch=True),
)
_NN = Module("torch.nn", {"functional": _FUNCTIONAL})
_TORCH_MEMBERS: Mapping[str, object] = {
    **_functions(torch, "torch", tables.TORCH, is_torch=True),
    **{name: getattr(torch, name) for name in tables.DTYPES | {"pi", "e", "inf", "nan"}},
    "manual_seed": Function("torch.manual_seed", _manual_seed),
    "device": Function("torch.device", torch.device, is_torch=False),
    "linalg": Module("torch.linalg", _functions(torch.linalg, "torch.linalg", tables.LINALG, is_torch=True)),
    "special": Module(
        "torch.special", _functions(torch.special, "torch.special", tables.SPECIAL, is_torch=True)
    ),
    "nn": _NN,
}
_BUILTINS: Mapping[str, object] = {
    "int": Function("int", int, is_torch=False),
    "float": Function("float", float, is_torch=False),
    "complex": Function("complex", complex, is_torch=False),
    "bool": Function("bool", bool, is_torch=False),
    "len": Function("len", len, is_torch=False),
    "range": Function("range", range, is_torch=False),
    "list": Function("list", _list),
    "tuple": Function("tuple", _tuple),
}
_STATIC: Mapping[str, object] = {
    **bare_functions(),
    **_BUILTINS,
    "pi": math.pi,
    "π": math.pi,
    "inf": math.inf,
    "nan": math.nan,
    "math": _MATH,
    "F": _FUNCTIONAL,
    "nn": _NN,
}


def dictionary(printer: Printer) -> Mapping[str, object]:
    """The names of one run; `printer` is what its print uses."""
    autograd = Module(
        "torch.autograd",
        {
            "backward": Function("torch.autograd.backward", backward),
            "grad": Function("torch.autograd.grad", grad),
        },
    )
    return {
        **_STATIC,
        "torch": Module("torch", {**_TORCH_MEMBERS, "autograd": autograd}),
        "print": Function("print", printer.print, is_torch=False),
    }
