"""How PyTorch spells the names that the language lets people write bare; the engine runs what stands here.

A bare function is torch's on tensors and Python's on numbers, so each name has two spellings.
"""

from nablascope.core.language.names import CONSTANTS, FUNCTIONS, words

BUILT_IN = words("abs pow")
"""Python's own, which do the same on tensors."""

FOLDS = words("sum max min")
"""Python's own, which go through the rows of a tensor; torch's where they are given an argument of its."""

FOLDS_IN_PYTHON = words("start key default")
"""The arguments by name that Python's own have."""

TENSOR_OPERANDS = words("atan2 hypot logaddexp maximum minimum")
"""Torch's take tensors only; the language lets one operand be a number."""

_FUNCTIONAL = words("leaky_relu elu gelu silu mish softplus softsign logsigmoid hardtanh relu6 softmin")
_MATH = words(
    """
    sqrt exp exp2 expm1 log log2 log10 log1p hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh
    acosh atanh floor ceil trunc erf erfc lgamma prod
    """
)
_MATH_ALIASES = {
    "ln": "log",
    **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}
_ONE_NUMBER = words(
    """
    sign square rsqrt erfinv digamma sigmoid logit relu leaky_relu elu selu gelu silu mish softplus
    softsign logsigmoid hardtanh relu6 sinc clamp
    """
)

ON_TENSORS = {
    **{name: f"torch.{name}" for name in FUNCTIONS},
    **{name: f"torch.nn.functional.{name}" for name in _FUNCTIONAL},
    "ln": "torch.log",
    "inv": "torch.linalg.inv",
}
"""Every bare function as torch spells it."""

ON_NUMBERS = {name: f"math.{_MATH_ALIASES.get(name, name)}" for name in _MATH | set(_MATH_ALIASES)}
"""The bare functions that Python's math module has."""

IN_FLOAT64 = _ONE_NUMBER | {"logaddexp", "maximum", "minimum"}
"""The other bare functions of numbers: torch's, computed in float64."""

CONSTANTS_IN_FULL = {**{name: f"torch.{name}" for name in CONSTANTS}, "π": "torch.pi"}
"""The bare constants, all of which torch has."""
