"""What the marks of a node say: a word or two on its card, and a plain sentence."""

from nablascope.core.graph.marks import (
    EXPLODING,
    FIRST_BAD,
    IN_PLACE,
    INFINITE,
    KINK,
    MASKED_NAN,
    NAN,
    NO_GRADIENT,
    SAVED_CHANGED,
    SAVED_FREED,
    TIE,
    UNREACHED,
    VANISHING,
    ZERO_GRADIENT,
)

BADGES = {
    KINK: "kink",
    TIE: "tie",
    MASKED_NAN: "masked NaN",
    NAN: "NaN",
    INFINITE: "∞",
    ZERO_GRADIENT: "zero grad",
    VANISHING: "vanishing",
    EXPLODING: "exploding",
    IN_PLACE: "in-place",
    SAVED_CHANGED: "saved changed",
    SAVED_FREED: "saved freed",
    FIRST_BAD: "first NaN/∞",
}
"""The words on a card. A mark that is missing here is said in the gradient's row instead."""

ALARMING = frozenset({NAN, INFINITE, MASKED_NAN, FIRST_BAD, EXPLODING, SAVED_CHANGED})

_SENTENCES = {
    KINK: "The function has a kink here: its slope jumps, and torch takes one of the possible slopes.",
    TIE: "Several elements tie here: torch decides which of them get the gradient, and how much.",
    MASKED_NAN: "NaN was sent where zero had arrived: 0 times infinity or NaN is NaN.",
    NAN: "There is a NaN here (not a number).",
    INFINITE: "There is an infinity here.",
    ZERO_GRADIENT: "The gradient is zero: a small change here does not change the output.",
    VANISHING: "The gradient vanishes: it shrank to less than a millionth of what it started from.",
    EXPLODING: "The gradient explodes: it grew to more than a million times what it started from.",
    IN_PLACE: "The operation changed its input in place.",
    SAVED_CHANGED: "A tensor saved here was changed in place since: a backward pass through here fails.",
    SAVED_FREED: "A backward pass freed what was saved here: a second pass through here fails.",
    UNREACHED: "No gradient: the output does not depend on it.",
    NO_GRADIENT: "torch sent no gradient here: it sent None.",
    FIRST_BAD: "The first NaN or infinity of the run appeared here.",
}


def sentence(mark: str) -> str:
    """What `mark` means for a reader; a mark nobody knows yet is its own words."""
    return _SENTENCES.get(mark, f"{mark[:1].upper()}{mark[1:]}.")
