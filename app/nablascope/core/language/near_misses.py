"""Inputs that look like a misspelt name of the program."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from nablascope.core.language.program import Program
from nablascope.core.language.scopes import unbound_reads

LIKENESS = 0.8
"""`difflib`'s ratio from which two names are taken for one."""

SHORTEST = 3
"""Shorter names resemble each other by chance."""

_DIGITS = re.compile(r"\d+")


def near_misses(program: Program) -> tuple[str, ...]:
    """A sentence for each free name that is nearly a name that has a value where it is read."""
    sentences: dict[str, str] = {}
    for name, visible in unbound_reads(program.tree):
        if name.id in _free(program) and (near := _near(name.id, visible)):
            line = program.source.span(name).line
            sentence = f"{name.id} in line {line} has no value in the program, so it is an input."
            sentences.setdefault(name.id, f"{sentence} Did you mean {near}?")
    return tuple(sentences.values())


def _free(program: Program) -> frozenset[str]:
    return frozenset(name for name, _ in program.free)


def _near(name: str, visible: Collection[str]) -> str | None:
    """The visible name that `name` may stand for."""
    others = sorted(other for other in visible if len(other) >= SHORTEST and not _is_on_purpose(name, other))
    if len(name) < SHORTEST:
        return None
    return next(iter(get_close_matches(name, others, n=1, cutoff=LIKENESS)), None)


def _is_on_purpose(name: str, other: str) -> bool:
    """As ``w1`` and ``w2``, ``loss`` and ``loss_a``, or ``weight_in`` and ``weight_out``."""
    words, others = (_DIGITS.sub("", one).split("_") for one in (name, other))
    if "".join(words) == "".join(others):
        return words == others
    return len(words) != len(others) or any(map(_unlike, words, others))


def _unlike(word: str, other: str) -> bool:
    return word != other and not get_close_matches(word, [other], cutoff=LIKENESS)
