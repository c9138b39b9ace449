"""Every name a program can reach, as opaque handles.

To add a function of torch, add its name to its table in `tables`; a test checks that it exists. To
write it bare as well, add it to `core.language.names.FUNCTIONS`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

import torch
import torch.nn.functional

from nablascope.engine.language import (
    managers,
    modules,
    optimizers,
    python_functions,
    settings,
    tables,
    transforms,
)
from nablascope.engine.language.gradients import backward, grad
from nablascope.engine.language.handles import DATA_LIMIT, INTEGER_LIMIT, Function, Module
from nablascope.engine.language.mathematics import bare_functions
from nablascope.engine.language.printing import Printer
from nablascope.engine.language.unseen import put_vector_into

_TAKES_DATA = frozenset({"tensor", "as_tensor", "scalar_tensor"})
_OURS: Mapping[tuple[ModuleType, str], Callable[..., object]] = {
    (torch, "empty"): torch.zeros,
    (torch, "empty_like"): torch.zeros_like,
    (torch, "manual_seed"): settings.manual_seed,
    (torch, "set_default_device"): settings.set_default_device,
    (torch, "set_printoptions"): settings.set_print_options,
    (torch.nn.utils, "vector_to_parameters"): put_vector_into,
}
"""What runs in place of torch's own; what memory held before is nobody's business."""


def _functions(module: ModuleType, prefix: str, names: Iterable[str], *, is_torch: bool) -> dict[str, object]:
    return {
        name: Function(
            f"{prefix}.{name}",
            _OURS.get((module, name)) or getattr(module, name),
            is_torch,
            DATA_LIMIT if name in _TAKES_DATA else INTEGER_LIMIT,
        )
        for name in names
    }


def _tensor(*data: object) -> torch.Tensor:
    """``torch.Tensor([1, 2])``; of sizes, as in ``torch.Tensor(2, 3)``, torch leaves what memory held."""
    if len(data) == 1 and isinstance(data[0], list | tuple):
        return torch.Tensor(data[0])
    return torch.zeros(*data)  # pyright: ignore[reportArgumentType, reportCallIssue]


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
_NN = Module(
    "torch.nn",
    {
        **modules.constructors(),
        "Parameter": Function("torch.nn.Parameter", torch.nn.Parameter),
        "functional": _FUNCTIONAL,
        "init": Module(
            "torch.nn.init", _functions(torch.nn.init, "torch.nn.init", tables.INIT, is_torch=True)
        ),
        "utils": Module(
            "torch.nn.utils", _functions(torch.nn.utils, "torch.nn.utils", tables.NN_UTILS, is_torch=True)
        ),
    },
)
_OPTIM = Module("torch.optim", optimizers.constructors())
_TORCH_MEMBERS: Mapping[str, object] = {
    **_functions(torch, "torch", tables.TORCH, is_torch=True),
    **managers.TORCH,
    **{name: getattr(torch, name) for name in tables.DTYPES | {"pi", "e", "inf", "nan"}},
    "Tensor": Function("torch.Tensor", _tensor, limit=DATA_LIMIT),
    "device": Function("torch.device", torch.device, is_torch=False),
    "linalg": Module("torch.linalg", _functions(torch.linalg, "torch.linalg", tables.LINALG, is_torch=True)),
    "special": Module(
        "torch.special", _functions(torch.special, "torch.special", tables.SPECIAL, is_torch=True)
    ),
    "fft": Module("torch.fft", _functions(torch.fft, "torch.fft", tables.FFT, is_torch=True)),
    "cuda": Module("torch.cuda", _functions(torch.cuda, "torch.cuda", tables.CUDA, is_torch=False)),
    "nn": _NN,
    "optim": _OPTIM,
}
_STATIC: Mapping[str, object] = {
    **bare_functions(),
    **python_functions.FUNCTIONS,
    "pi": math.pi,
    "π": math.pi,
    "inf": math.inf,
    "nan": math.nan,
    "math": _MATH,
    "F": _FUNCTIONAL,
    "nn": _NN,
    "optim": _OPTIM,
}


def dictionary(printer: Printer) -> Mapping[str, object]:
    """The names of one run; `printer` is what its print uses."""
    autograd = Module(
        "torch.autograd",
        {
            **managers.AUTOGRAD,
            "backward": Function("torch.autograd.backward", backward),
            "grad": Function("torch.autograd.grad", grad),
            "functional": transforms.functional(),
        },
    )
    members = {
        **_TORCH_MEMBERS,
        "autograd": autograd,
        "func": transforms.func(printer),
        "vmap": transforms.vmap(printer),
    }
    return {
        **_STATIC,
        "torch": Module("torch", members),
        "print": Function("print", printer.print, is_torch=False),
    }
