"""How large the results of a module's call are, worked out before it runs; also of the modules inside."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.modules.module import register_module_forward_pre_hook

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import words
from nablascope.engine.language.budget import MAX_ELEMENTS, MAX_ITEMS
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.module_tables import CONVOLUTIONS, LOSSES, MODULES, RESIZING
from nablascope.engine.language.shapes import broadcast_size
from nablascope.engine.language.sizes import check_on_meta
from nablascope.engine.language.values import check_elements
from nablascope.engine.language.windows import window_bound

SETTINGS = words("dilation groups kernel_size output_padding output_size padding scale_factor size stride")
"""Of a module, those that its result's size depends on."""

_GATES = 4
"""Of an LSTM, which has the most."""

_CELLS = frozenset({nn.RNNCell, nn.LSTMCell, nn.GRUCell})

_Tensors = Sequence[torch.Tensor]


@contextmanager
def sizes_checked() -> Generator[None]:
    """Checks, while entered, every module that is called, also those inside of another."""
    handle = register_module_forward_pre_hook(check_call)
    try:
        yield
    finally:
        handle.remove()


def check_call(module: nn.Module, given: tuple[object, ...]) -> None:
    """Refuses a call whose result would be too large.

    Raises:
        LanguageError: if a tensor would have more than the limit of elements.
    """
    tensors = [value for value in leaves(given) if isinstance(value, torch.Tensor)]
    if not tensors:
        return
    if type(module) in _CELLS:
        _check_state(module, tensors)
    if type(module) in RESIZING | CONVOLUTIONS:
        _check_window(module, given, tensors[0])
    elif rule := _RULES.get(type(module)):
        check_elements(rule(module, tensors))


def _check_state(module: Any, given: _Tensors) -> None:
    """Of an LSTM cell a state of another shape ends the process."""
    shape = (*given[0].shape[:-1], module.hidden_size)
    for state in given[1:]:
        if state.shape != shape:
            raise LanguageError(
                Failure(f"the state has the shape {list(state.shape)}", f"give it one of {list(shape)}")
            )


def _check_window(module: nn.Module, given: tuple[object, ...], looked_at: torch.Tensor) -> None:
    settings = [getattr(module, name) for name in MODULES[type(module)] & SETTINGS]
    all_given = [looked_at, *module.parameters(), *leaves(settings)]
    if window_bound(type(module).__name__, all_given) <= MAX_ELEMENTS:
        return
    if type(module) in RESIZING:
        check_on_meta(module.forward, given, {})
    else:
        check_on_meta(_convolution(module), (looked_at, *module.parameters()), {})


def _convolution(module: Any) -> Callable[..., object]:
    """The function behind a convolution, all but its tensors given."""
    name = type(module).__name__
    settings = {key: getattr(module, key) for key in ("stride", "padding", "dilation", "groups")}
    if name.startswith("ConvTranspose"):
        settings["output_padding"] = module.output_padding
    return partial(getattr(F, name.lower().replace("transpose", "_transpose")), **settings)


def _rows(tensor: torch.Tensor) -> int:
    return tensor.numel() // max(1, tensor.shape[-1]) if tensor.dim() else 1


def _linear(module: Any, given: _Tensors) -> int:
    features, shape = module.weight.shape[1], list(given[0].shape)
    if shape and shape[-1] != features:
        rows = module.weight.shape[0]
        message = f"Linear({features}, {rows}) takes {features} features, and its input has {shape[-1]}"
        hint = f"its input is {shape}: write Linear({shape[-1]}, {rows}), or change what comes before"
        raise LanguageError(Failure(message, hint))
    return _rows(given[0]) * module.weight.shape[0]


def _bilinear(module: Any, given: _Tensors) -> int:
    return _rows(given[0]) * module.weight.shape[0] * module.weight.shape[1]


def _embedding(module: Any, given: _Tensors) -> int:
    return given[0].numel() * module.weight.shape[-1]


def _cell(module: Any, given: _Tensors) -> int:
    return _rows(given[0]) * module.hidden_size * _GATES


def _recurrent(module: Any, given: _Tensors) -> int:
    steps = max(given[0].shape[:-1], default=1) * module.num_layers
    if steps > MAX_ITEMS:
        raise LanguageError(Failure(f"this sequence has {steps:,} steps", "use a shorter one"))
    return _cell(module, given)


def _attention(module: Any, given: _Tensors) -> int:
    keys = given[min(1, len(given) - 1)]
    return _rows(given[0]) * max(keys.shape[:-1], default=1) * module.num_heads


def _encoder(module: Any, given: _Tensors) -> int:
    wide = _rows(given[0]) * module.linear1.weight.shape[0]
    return max(wide, _attention(module.self_attn, given[:1]))


def _loss(_module: Any, given: _Tensors) -> int:
    return broadcast_size(given[:2])


_RULES: Mapping[type[nn.Module], Callable[[Any, _Tensors], int]] = {
    **dict.fromkeys(LOSSES - {nn.CrossEntropyLoss, nn.NLLLoss, nn.MultiMarginLoss}, _loss),
    **dict.fromkeys((nn.RNN, nn.LSTM, nn.GRU), _recurrent),
    **dict.fromkeys(_CELLS, _cell),
    nn.Linear: _linear,
    nn.Bilinear: _bilinear,
    nn.Embedding: _embedding,
    nn.MultiheadAttention: _attention,
    nn.TransformerEncoderLayer: _encoder,
}
"""Of any other module the result is never larger than what it is given."""
