"""``f(x) = x²`` alone: a function is defined, and has no graph before it is called."""

import ast

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.program import Program


def unused_definition(program: Program) -> Failure | None:
    """What is said where `program` gives no result and ends with a function that it never uses."""
    last = program.tree.body[-1]
    if not isinstance(last, ast.FunctionDef) or last.name in _read(program.tree):
        return None
    call = f"{_result(last)} = {last.name}({', '.join(_needed(last.args))})"
    hint = f"write {call} to see its graph"
    return Failure(f"{last.name} is defined", hint, program.source.span(last), _appended(program.text, call))


def _read(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _needed(args: ast.arguments) -> list[str]:
    """The arguments that a call must give."""
    positional = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    named = [
        arg.arg for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default is None
    ]
    return positional[: len(positional) - len(args.defaults)] + [f"{name}={name}" for name in named]


def _result(function: ast.FunctionDef) -> str:
    """A name for its value that is none of its own."""
    taken = {function.name, *(arg.arg for arg in ast.walk(function) if isinstance(arg, ast.arg))}
    return next((name for name in ("y", "z", "w", "result") if name not in taken), f"{function.name}_value")


def _appended(text: str, line: str) -> Fix:
    return Fix(f"Write {line}", span_at(text, len(text.rstrip()), len(text)), f"\n{line}")
