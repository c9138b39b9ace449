"""The range of a scalar's slider, chosen so that its steps are round numbers; pure."""

import math
from dataclasses import dataclass

STEPS = 400
"""From one end to the other."""

_SIGNIFICANT = 12
_LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class SliderRange:
    """From `-end` to `end`."""

    end: float

    def value(self, step: int) -> float:
        """The number at `step`, which counts from 0 to `STEPS`, without the rounding noise of binary."""
        exact = self.end * (2 * step - STEPS) / STEPS
        return float(f"{exact:.{_SIGNIFICANT}g}")

    def step(self, value: float) -> int:
        """The step nearest to `value`, within the range."""
        share = min(max(value / self.end, -1.0), 1.0)
        return round((share + 1) * STEPS / 2)

    def suits(self, value: float) -> bool:
        """Whether a person can still move `value` in both directions with useful steps."""
        return abs(value) < self.end and (value == 0 or abs(value) >= self.end / STEPS)


def range_for(value: float) -> SliderRange | None:
    """Twice the next of 1, 2, 5, 10, 20, 50 ... above `value`; None where a slider cannot serve."""
    if not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    if value == 0:
        return SliderRange(2.0)
    power = 10.0 ** math.floor(math.log10(abs(value)))
    if power == 0:
        return None
    nice = next(digit for digit in (1, 2, 5, 10) if abs(value) <= digit * power * (1 + 1e-9))
    return SliderRange(2 * nice * power)
