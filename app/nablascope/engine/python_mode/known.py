"""What unbound names mean that are no inputs: the same as in the expression language."""

import math
from collections.abc import Iterable

import torch

from nablascope.engine.language.mathematics import bare_functions

_MODULES = {"torch": torch, "math": math, "nn": torch.nn, "F": torch.nn.functional}
_CONSTANTS = {"pi": math.pi, "π": math.pi, "inf": math.inf, "nan": math.nan}


def known_values(names: Iterable[str]) -> dict[str, object]:
    """A value for each of `names`."""
    values = _MODULES | _CONSTANTS | _bare()
    return {name: values[name] for name in names if name in values}


def _bare() -> dict[str, object]:
    return {name: value.call for name, value in bare_functions().items()}
