"""Which names a program leaves to its inputs, and which names it gets wrong."""

import ast
from collections import Counter
from difflib import get_close_matches

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.names import BUILTINS, CONSTANTS, FUNCTIONS, MODULES, SHORT_MODULES
from nablascope.core.language.scopes import evaluated, unbound_reads
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_CALLABLE = FUNCTIONS | BUILTINS

_COMPUTES = (
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Subscript, ast.Attribute),
    *(ast.Expr, ast.AugAssign, ast.FormattedValue),
)
"""A function is a value anywhere else: given to another one, named, put into a list."""


def free_names(tree: ast.Module, source: Source) -> tuple[tuple[str, Span], ...]:
    """The names `tree` reads but never binds, each with the span of its first use, in that order.

    Raises:
        LanguageError: if something is computed with a function, or a name is called that is no function.
    """
    nodes = [*evaluated(tree)]
    called = {node.func: node for node in nodes if isinstance(node, ast.Call)}
    modules = {node.value for node in nodes if isinstance(node, ast.Attribute)}
    operands = {
        child for node in nodes if isinstance(node, _COMPUTES) for child in ast.iter_child_nodes(node)
    }
    reads = [read.node for read in unbound_reads(tree)]
    values = Counter(node.id for node in reads if node not in called)
    functions = _CALLABLE | {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    free: dict[str, Span] = {}
    for node in reads:
        if node in called:
            _check_call(node, source, values, functions)
        elif not _is_known_value(node, is_base=node in modules, is_operand=node in operands):
            _check_value(node, source)
            free.setdefault(node.id, source.span(node))
    return tuple(free.items())


def _is_known_value(node: ast.Name, *, is_base: bool, is_operand: bool) -> bool:
    known = node.id in CONSTANTS | MODULES or (is_base and node.id in SHORT_MODULES)
    return known or (node.id in _CALLABLE and not is_operand)


def _check_value(node: ast.Name, source: Source) -> None:
    if node.id in _CALLABLE:
        failure = Failure(
            f"{node.id} is a function: write {node.id}(x)",
            "give it its argument in brackets, or give an input another name",
            source.span(node),
        )
        raise LanguageError(failure)


def _check_call(name: ast.Name, source: Source, values: Counter[str], functions: frozenset[str]) -> None:
    if name.id in _CALLABLE | MODULES:
        return
    if name.id in values or len(name.id) == 1:
        raise LanguageError(_missing_times(name, source))
    raise LanguageError(_no_function(name, source, functions))


def _missing_times(name: ast.Name, source: Source) -> Failure:
    span = source.span(name)
    gap = Span(span.end_line, span.end_column, span.end_line, span.end_column)
    return Failure(
        f"{name.id} is an input here, not a function",
        f"to multiply, write {name.id}*(...)",
        span,
        Fix("Write *", gap, "*"),
    )


def _no_function(name: ast.Name, source: Source, functions: frozenset[str]) -> Failure:
    span = source.span(name)
    near = get_close_matches(name.id, sorted(functions), n=1)
    if not near:
        return Failure(
            f"there is no function '{name.id}'", "torch's functions are called torch.name(...)", span
        )
    return Failure(
        f"there is no function '{name.id}'. Did you mean {near[0]}?",
        f"write {near[0]}(...)",
        span,
        Fix(f"Write {near[0]}", span, near[0]),
    )
