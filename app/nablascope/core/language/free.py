"""Which names a program leaves to its inputs, and which names it gets wrong."""

import ast
from collections import Counter
from difflib import get_close_matches

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.names import BUILTINS, CONSTANTS, FUNCTIONS, MODULES, SHORT_MODULES
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_CALLABLE = FUNCTIONS | BUILTINS


def free_names(tree: ast.Module, source: Source) -> tuple[tuple[str, Span], ...]:
    """The names `tree` reads but never binds, each with the span of its first use, in that order.

    Raises:
        LanguageError: if a function is used as a value, or a name is called that is no function.
    """
    bound = _bound(tree)
    called = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    modules = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    reads = [node for node in _reads(tree) if node.id not in bound]
    values = Counter(node.id for node in reads if node not in called)
    free: dict[str, Span] = {}
    for node in reads:
        if call := called.get(node):
            _check_call(node, call, source, values)
        elif not _is_known_value(node, is_base=node in modules):
            _check_value(node, source)
            free.setdefault(node.id, source.span(node))
    return tuple(free.items())


def _reads(tree: ast.Module) -> list[ast.Name]:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return sorted(names, key=lambda node: (node.lineno, node.col_offset))


def _bound(tree: ast.Module) -> set[str]:
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    aliases = {n.asname or n.name.partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.alias)}
    return stored | aliases


def _is_known_value(node: ast.Name, *, is_base: bool) -> bool:
    return node.id in CONSTANTS | MODULES or (is_base and node.id in SHORT_MODULES)


def _check_value(node: ast.Name, source: Source) -> None:
    if node.id in _CALLABLE:
        failure = Failure(
            f"{node.id} is a function: write {node.id}(x)",
            "give it its argument in brackets, or give an input another name",
            source.span(node),
        )
        raise LanguageError(failure)


def _check_call(name: ast.Name, call: ast.Call, source: Source, values: Counter[str]) -> None:
    if name.id in _CALLABLE | MODULES:
        return
    if name.id in values or len(name.id) == 1:
        raise LanguageError(_missing_times(name, source))
    raise LanguageError(_no_function(name, source))


def _missing_times(name: ast.Name, source: Source) -> Failure:
    span = source.span(name)
    gap = Span(span.end_line, span.end_column, span.end_line, span.end_column)
    return Failure(
        f"{name.id} is an input here, not a function",
        f"to multiply, write {name.id}*(...)",
        span,
        Fix("Write *", gap, "*"),
    )


def _no_function(name: ast.Name, source: Source) -> Failure:
    span = source.span(name)
    near = get_close_matches(name.id, sorted(_CALLABLE), n=1)
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
