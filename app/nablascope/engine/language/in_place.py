"""Where a program changes a value in place, and what it would write instead."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from nablascope.core.language.failure import Failure
from nablascope.core.language.program import Program
from nablascope.core.language.spans import Source
from nablascope.engine.language.tables import IN_PLACE

MAX_TEXT = 60
"""Characters of a line that are shown."""

_OUTSIDE = "; to update a leaf, write it inside of with torch.no_grad():"


class Change(NamedTuple):
    """A change in place, by its line, what it changes, its text and the same out of place."""

    line: int
    changed: str
    text: str
    instead: str


def leaf_advice(failure: Failure, program: Program) -> str | None:
    """How to write what failed since it changes a leaf."""
    found = [one for one in changes(program) if failure.span and one.line == failure.span.line]
    return f"{_instead(found[-1])}{_OUTSIDE}" if found else None


def saved_advice(failure: Failure, program: Program) -> str | None:
    """Which lines may have changed what backward needs, and what to write there."""
    last = failure.span.line if failure.span else len(program.source.lines)
    newest = {one.changed: one for one in changes(program) if one.line <= last}
    if not newest:
        return None
    told = " and ".join(f"line {one.line} changes {one.changed}" for one in newest.values())
    why = failure.hint.rpartition(": ")[0]
    return f"{why}; {told} in place: {_instead([*newest.values()][-1])}".removeprefix("; ")


def changes(program: Program) -> Sequence[Change]:
    """Every change in place that is short enough to be shown, in the order of the text."""
    found = [_change(node, program.source) for node in ast.walk(program.tree)]
    return sorted(one for one in found if one and len(one.text) <= MAX_TEXT and "\n" not in one.text)


def _instead(change: Change) -> str:
    return f"write {change.instead} instead of {change.text}"


def _change(node: ast.AST, source: Source) -> Change | None:
    match node:
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            text = source.text(source.span(node))
            sign = source.text(source.between(node.target, value)).strip().removesuffix("=")
            operand = source.text(source.span(value))
            grouped = f"({operand})" if isinstance(value, ast.BinOp | ast.IfExp) else operand
            return Change(node.lineno, name, text, f"{name} = {name} {sign} {grouped}")
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if method in IN_PLACE:
            text = source.text(source.span(node))
            out_of_place = text.replace(f".{method}", f".{method.removesuffix('_')}", 1)
            return Change(node.lineno, name, text, f"{name} = {out_of_place}")
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
            text = source.text(source.span(node))
            return Change(node.lineno, name, text, f"{name} = {name}.clone() before it, or torch.where(...)")
        case _:
            return None
