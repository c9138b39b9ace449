"""Inputs that look like a misspelt name of the program."""

import ast
import re
from difflib import get_close_matches

from nablascope.core.language.program import Program

LIKENESS = 0.8
"""`difflib`'s ratio from which two names are taken for one."""

SHORTEST = 3
"""Shorter names resemble each other by chance."""

_DIGITS = re.compile(r"\d+")


def near_misses(program: Program) -> tuple[str, ...]:
    """A sentence for each free name that is nearly a name that `program` gives a value."""
    given = _given(program.tree)
    sentences: list[str] = []
    for name, span in program.free:
        if near := _near(name, given):
            sentences.append(
                f"{name} in line {span.line} has no value in the program, so it is an input."
                f" Did you mean {near}?"
            )
    return tuple(sentences)


def _given(tree: ast.Module) -> list[str]:
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return sorted(name for name in stored if len(name) >= SHORTEST)


def _near(name: str, given: list[str]) -> str | None:
    """The given name that `name` may stand for; ``weight1`` and ``weight2`` are different on purpose."""
    if len(name) < SHORTEST:
        return None
    others = [other for other in given if _DIGITS.sub("", other) != _DIGITS.sub("", name)]
    return next(iter(get_close_matches(name, others, n=1, cutoff=LIKENESS)), None)
