"""``y == x**2`` on a line of its own: it compares, and gives ``y`` no value."""

import ast
from collections import Counter
from collections.abc import Iterator

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.program import Program


def lone_comparisons(program: Program) -> Iterator[Failure]:
    """What is said of each whose left side has no value in `program`, and is used nowhere else."""
    free = dict(program.free)
    uses = Counter(node.id for node in ast.walk(program.tree) if isinstance(node, ast.Name))
    for statement in program.tree.body:
        match statement:
            case ast.Expr(
                value=ast.Compare(left=ast.Name(id=name) as left, ops=[ast.Eq()], comparators=[right])
            ):
                if name in free and uses[name] == 1:
                    yield _failure(program, left, right)
            case _:
                pass


def _failure(program: Program, left: ast.Name, right: ast.expr) -> Failure:
    source = program.source
    gap = source.between(left, right)
    before, _, after = source.text(gap).partition("==")
    fix = Fix("Write =", gap, f"{before}={after}")
    return Failure(f"== compares; it gives {left.id} no value", "write = to give it one", gap, fix)
