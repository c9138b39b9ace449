"""The names a program may use without binding them."""


def words(text: str) -> frozenset[str]:
    """The words of `text`: how the tables of names are written."""
    return frozenset(text.split())


FUNCTIONS = words(
    """
    abs sign square sqrt rsqrt exp exp2 expm1 log ln log2 log10 log1p logaddexp pow hypot
    sin cos tan asin acos atan atan2 arcsin arccos arctan sinh cosh tanh asinh acosh atanh
    arcsinh arccosh arctanh sinc floor ceil trunc round erf erfc erfinv lgamma digamma
    sigmoid logit relu leaky_relu elu selu gelu silu mish softplus softsign logsigmoid hardtanh relu6
    softmax log_softmax softmin logsumexp
    sum mean prod std var median norm max min maximum minimum clamp amax amin cumsum cumprod
    dot matmul mm mv bmm outer einsum det inv trace transpose
    where stack cat
    """
)
"""Mathematics, written bare: ``sin(x)``."""

BUILTINS = words(
    """
    all any bool complex dict enumerate filter float int isinstance len list map print range repr
    reversed set sorted str tuple zip
    """
)
"""Python's own functions that are in the language, besides those in `FUNCTIONS`."""

CONSTANTS = frozenset({"pi", "π", "inf", "nan"})

MODULES = frozenset({"torch", "math"})
"""Modules a program may use without importing them."""

SHORT_MODULES = frozenset({"F", "nn", "optim"})
"""The same, but only where an attribute is taken of them: `F` alone may be a force."""
