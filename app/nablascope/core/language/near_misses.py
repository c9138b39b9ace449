"""Inputs that look like a misspelt name of the program, or like a function without its brackets."""

import ast
import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import NamedTuple
from unicodedata import normalize

from nablascope.core.language.failure import Fix
from nablascope.core.language.friendly.edits import replacement
from nablascope.core.language.friendly.one_fix import one_fix
from nablascope.core.language.friendly.places import line_starts
from nablascope.core.language.lone_comparisons import lone_comparisons
from nablascope.core.language.names import CONSTANTS, words
from nablascope.core.language.program import Program
from nablascope.core.language.scopes import unbound_reads

LIKENESS = 0.8
"""`difflib`'s ratio from which two names are taken for one."""

SHORTEST = 3
"""Shorter names resemble each other by chance."""

_DIGITS = re.compile(r"\d+")
_APPLIED = words("sin cos tan exp ln log sqrt abs sinh cosh tanh arcsin arccos arctan")
_ARGUMENT = re.compile(r"\d*π?[^\W\d_]\d*")
"""What stands behind a function: ``x``, ``2x``, ``x1``, ``πx``."""


class NearMiss(NamedTuple):
    """A question about an input, and the change of the text where the answer is yes."""

    sentence: str
    fix: Fix | None


def near_misses(program: Program) -> tuple[NearMiss, ...]:
    """What is asked about each free name that is nearly a name that `program` gives a value."""
    given = _stored(program.tree)
    unread = given - _read(program.tree)
    visible = _visible(program)
    found: list[NearMiss] = []
    for name, span in program.free:
        near = _near(name, visible.get(name, ())) or _other_capitals(name, unread | CONSTANTS)
        call = _applied(name, given | {other for other, _ in program.free})
        if near:
            said = f"{name} in line {span.line} has no value in the program, so it is an input."
            found.append(_miss(said, name, near, program))
        elif call:
            said = f"{name} in line {span.line} is one name, so it is an input."
            found.append(_miss(said, name, call, program))
    return (
        *found,
        *(NearMiss(f"{said.message}: {said.hint}.", said.fix) for said in lone_comparisons(program)),
    )


def _miss(said: str, name: str, meant: str, program: Program) -> NearMiss:
    source, starts = program.source, line_starts(program.text)
    spans = {source.span(node) for node, _ in unbound_reads(program.tree) if node.id == name}
    edits = [
        replacement(starts[span.line - 1] + span.column, starts[span.end_line - 1] + span.end_column, meant)
        # Inside of f-strings Python may misplace what it holds.
        for span in spans
        if normalize("NFKC", source.text(span)) == name
    ]
    fix = one_fix(f"Write {meant}", program.text, edits) if edits else None
    return NearMiss(f"{said} Did you mean {meant}?", fix)


def _stored(tree: ast.Module) -> frozenset[str]:
    return frozenset(node.id for node in _names(tree) if isinstance(node.ctx, ast.Store))


def _read(tree: ast.Module) -> frozenset[str]:
    return frozenset(node.id for node in _names(tree) if isinstance(node.ctx, ast.Load))


def _names(tree: ast.Module) -> Iterable[ast.Name]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def _visible(program: Program) -> dict[str, Collection[str]]:
    """The names that have a value where each name without one is first read."""
    seen: dict[str, Collection[str]] = {}
    for node, names in unbound_reads(program.tree):
        seen.setdefault(node.id, names)
    return seen


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


def _other_capitals(name: str, meant: Iterable[str]) -> str | None:
    """``X`` for ``x``, if the program does nothing with its ``X``."""
    return next((other for other in sorted(meant) if other.lower() == name.lower()), None)


def _applied(name: str, values: Iterable[str]) -> str | None:
    """``sin(x)`` for ``sinx``."""
    for function in sorted(_APPLIED, key=len, reverse=True):
        argument = name.removeprefix(function)
        if argument != name and (_ARGUMENT.fullmatch(argument) or argument in values):
            return f"{function}({argument})"
    return None
