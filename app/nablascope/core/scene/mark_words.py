"""What the marks of a node say: a word or two on its card, and a plain sentence."""

BADGES = {
    "kink": "kink",
    "tie": "tie",
    "masked NaN": "masked NaN",
    "NaN": "NaN",
    "infinite": "∞",
    "zero gradient": "zero grad",
    "in-place": "in-place",
    "first NaN or infinity": "first NaN/∞",
}
"""The words on a card. A mark that is missing here is said in the gradient's row instead."""

ALARMING = frozenset({"NaN", "infinite", "masked NaN", "first NaN or infinity"})

UNREACHED = "unreached"
NO_GRADIENT = "no gradient"

_SENTENCES = {
    "kink": "The function has a kink here: its slope jumps, and torch takes one of the possible slopes.",
    "tie": "Several elements tie here: torch decides which of them get the gradient, and how much.",
    "masked NaN": "A NaN of a branch that is not used comes back in the gradient: 0 times NaN is NaN.",
    "NaN": "There is a NaN here (not a number).",
    "infinite": "There is an infinity here.",
    "zero gradient": "The gradient is zero: a small change here does not change the output.",
    "in-place": "The operation changed its input in place.",
    UNREACHED: "No gradient: the output does not depend on it.",
    NO_GRADIENT: "torch sent no gradient here: it sent None.",
    "first NaN or infinity": "The first NaN or infinity of the run appeared here.",
}


def sentence(mark: str) -> str:
    """What `mark` means for a reader; a mark nobody knows yet is its own words."""
    return _SENTENCES.get(mark, f"{mark[:1].upper()}{mark[1:]}.")
