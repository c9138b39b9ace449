"""Python's rules of where a statement or a star may stand, which its parser leaves to its compiler."""

import ast
from collections import Counter
from collections.abc import Iterator

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.scopes import parameters
from nablascope.core.language.spans import Located, Source

_BLOCKS = ("body", "orelse")


def check_grammar(tree: ast.Module, source: Source) -> None:
    """Refuses ``return`` outside of a function, ``break`` outside of a loop, and misplaced stars.

    Raises:
        LanguageError: with the span of the first node refused.
    """
    _check_block(tree.body, source, in_function=False, in_loop=False)
    starred = {child for node in ast.walk(tree) for child in _starred(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Starred) and node not in starred:
            raise _refused("a * cannot stand here", "put it into a list or into a call", node, source)
        if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Store):
            _check_stars(node, source)
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            _check_parameters(node, source)


def _check_block(block: list[ast.stmt], source: Source, *, in_function: bool, in_loop: bool) -> None:
    for node in block:
        if isinstance(node, ast.Return) and not in_function:
            raise _refused("return is outside of a function", "it belongs into a def", node, source)
        if isinstance(node, ast.Break | ast.Continue) and not in_loop:
            word = type(node).__name__.lower()
            raise _refused(f"{word} is outside of a loop", "it belongs into a for or a while", node, source)
        if isinstance(node, ast.Nonlocal) and not in_function:
            raise _refused("nonlocal is outside of a function", "it belongs into a def", node, source)
        function = isinstance(node, ast.FunctionDef)
        for name in _BLOCKS:
            loop = name == "body" and isinstance(node, ast.For | ast.While)
            _check_block(
                getattr(node, name, []),
                source,
                in_function=in_function or function,
                in_loop=loop or (in_loop and not function),
            )


def _starred(node: ast.AST) -> Iterator[ast.AST]:
    """The children of `node` that may have a star."""
    match node:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Call(args=parts):
            yield from parts
        case _:
            pass


def _check_stars(node: ast.Tuple | ast.List, source: Source) -> None:
    if sum(isinstance(part, ast.Starred) for part in node.elts) > 1:
        raise _refused("only one name of an assignment can have a *", "remove the other *", node, source)


def _check_parameters(node: ast.FunctionDef | ast.Lambda, source: Source) -> None:
    counts = Counter(arg.arg for arg in parameters(node.args))
    for name, count in counts.items():
        if count > 1:
            raise _refused(f"two parameters are called {name}", "give one another name", node, source)


def _refused(message: str, hint: str, node: Located, source: Source) -> LanguageError:
    return LanguageError(Failure(message, hint, source.span(node)))
