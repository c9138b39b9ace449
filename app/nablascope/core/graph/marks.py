"""Marks: the words on a card for what is easily overlooked. This is all of them."""

from typing import Final

KINK: Final = "kink"
"""The slope jumps at this operand; torch takes one of the possible slopes."""

TIE: Final = "tie"
"""Several elements are the largest (or smallest); torch decides which of them get the gradient."""

MASKED_NAN: Final = "masked NaN"
"""Where zero arrived NaN was sent: zero times infinity, often of a branch that is not used."""

NAN: Final = "NaN"
"""There is a NaN in the value or in the gradient."""

INFINITE: Final = "infinite"
"""There is an infinity in the value or in the gradient."""

ZERO_GRADIENT: Final = "zero gradient"
"""The gradient that arrived is zero in every element."""

VANISHING: Final = "vanishing"
"""On a long way back the gradient shrank to less than a millionth of what the pass started from."""

EXPLODING: Final = "exploding"
"""On a long way back the gradient grew to more than a million times what the pass started from."""

IN_PLACE: Final = "in-place"
"""The operation changed its argument."""

SAVED_CHANGED: Final = "saved tensor changed"
"""A tensor that its backward step needs was changed in place, so that the step fails."""

SAVED_FREED: Final = "saved tensors freed"
"""A backward pass freed what its backward step needs, while other operations still have theirs."""

UNREACHED: Final = "unreached"
"""The output does not depend on it, so it has no gradient."""

NO_GRADIENT: Final = "no gradient"
"""Torch sent None here instead of a gradient."""

FIRST_BAD: Final = "first NaN or infinity"
"""The first of the run, forward or backward."""

MARKS = frozenset(
    (
        KINK,
        TIE,
        MASKED_NAN,
        NAN,
        INFINITE,
        ZERO_GRADIENT,
        VANISHING,
        EXPLODING,
        IN_PLACE,
        SAVED_CHANGED,
        SAVED_FREED,
        UNREACHED,
        NO_GRADIENT,
        FIRST_BAD,
    )
)
