"""The functions that rules are written with, on floats, with the answers of IEEE 754 instead of errors."""

import math
from collections.abc import Callable

_NAN, _INF = math.nan, math.inf


def divide(x: float, y: float) -> float:
    """``x / y``; by zero an infinity, or NaN for zero by zero."""
    if y:
        return x / y
    return _NAN if x == 0 or x != x else math.copysign(_INF, x) * math.copysign(1.0, y)


def power(x: float, n: float) -> float:
    """``x ** n``; NaN where it is no real number."""
    try:
        result = x**n
    except ZeroDivisionError:
        return _INF
    except OverflowError:
        return _INF if x > 0 or n % 2 == 0 else -_INF
    return result if isinstance(result, float) else _NAN


def _safe(function: Callable[[float], float], overflow: float = _INF) -> Callable[[float], float]:
    def safe(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return _NAN
        except OverflowError:
            return overflow

    return safe


def _log(x: float) -> float:
    return -_INF if x == 0 else _safe(math.log)(x)


def _sinh(x: float) -> float:
    return _safe(math.sinh, math.copysign(_INF, x))(x)


def _sign(x: float) -> float:
    return x if x != x else float((x > 0) - (x < 0))


def sigmoid(x: float) -> float:
    """``1 / (1 + exp(-x))`` without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + _safe(math.exp)(x))


def softplus(x: float) -> float:
    """``log(1 + exp(x))`` without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _normal(x: float) -> float:
    """The distribution function of the normal distribution, which torch calls ``ndtr``."""
    return math.erfc(-x / math.sqrt(2)) / 2


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda x: float(function(x)) if math.isfinite(x) else x


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sin": _safe(math.sin),
    "cos": _safe(math.cos),
    "sinh": _sinh,
    "cosh": _safe(math.cosh),
    "tanh": math.tanh,
    "exp": _safe(math.exp),
    "log": _log,
    "log1p": lambda x: -_INF if x == -1 else _safe(math.log1p)(x),
    "sqrt": _safe(math.sqrt),
    "abs": abs,
    "sign": _sign,
    "floor": _whole(math.floor),
    "trunc": _whole(math.trunc),
    "sigmoid": sigmoid,
    "softplus": softplus,
    "ndtr": _normal,
}
"""By the name that a rule calls them."""

CONSTANTS = {"pi": math.pi, "inf": _INF}
