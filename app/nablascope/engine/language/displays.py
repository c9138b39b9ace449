"""Lists, tuples, dicts and sets as a program writes them, and comprehensions."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.scopes import Comprehension
from nablascope.engine.language.budget import MAX_ITEMS, too_many_items
from nablascope.engine.language.context import Context, scope_of
from nablascope.engine.language.iteration import expanded, for_name, iterated
from nablascope.engine.language.targets import assign
from nablascope.engine.language.values import checked

_Item = TypeVar("_Item")


def display(context: Context, node: ast.Tuple | ast.List | ast.Set) -> object:
    """The value of ``(a, b)``, ``[a, b]`` or ``{a, b}``."""
    items = _bounded(given.value for given in expanded(context, node.elts))
    kind = {ast.Tuple: tuple, ast.List: list, ast.Set: set}[type(node)]
    return checked(kind(items), context.budget)


def dictionary_display(context: Context, node: ast.Dict) -> object:
    """The value of ``{key: value, **others}``."""
    found: dict[object, object] = {}
    for key, value_node in zip(node.keys, node.values, strict=True):
        if key is not None:
            name = context.evaluate(context, key)
            found[name] = context.evaluate(context, value_node)
            continue
        others = context.evaluate(context, value_node)
        if not isinstance(others, dict):
            raise LanguageError(Failure("** needs a dict", "", context.source.span(value_node)))
        found.update(others)  # pyright: ignore[reportUnknownArgumentType]
    return checked(found, context.budget)


def comprehension(context: Context, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> object:
    """The value of a comprehension; a generator's items are computed at once."""
    items = _bounded(_walk(context, node, lambda inner: inner.evaluate(inner, node.elt)))
    return checked(set(items) if isinstance(node, ast.SetComp) else items, context.budget)


def dictionary_comprehension(context: Context, node: ast.DictComp) -> object:
    """The value of ``{key: value for ...}``."""
    pairs = _walk(
        context, node, lambda inner: (inner.evaluate(inner, node.key), inner.evaluate(inner, node.value))
    )
    return checked(dict(_bounded(pairs)), context.budget)


def _bounded(items: Iterator[_Item]) -> list[_Item]:
    found: list[_Item] = []
    for item in items:
        found.append(item)
        if len(found) > MAX_ITEMS:
            raise too_many_items()
    return found


def _walk(context: Context, node: Comprehension, compute: Callable[[Context], _Item]) -> Iterator[_Item]:
    """What `compute` gives for each round; the first iterable belongs to the scope around."""
    first = node.generators[0]
    items = iterated(context, first.iter)
    scope = scope_of(context, node, context.scope, is_comprehension=True)
    inner = replace(context, scope=scope)
    return _rounds(inner, items, node.generators, compute)


def _rounds(
    context: Context,
    items: Iterator[object],
    generators: Sequence[ast.comprehension],
    compute: Callable[[Context], _Item],
) -> Iterator[_Item]:
    first, *rest = generators
    name = context.within.loop(for_name(context, first.target))
    for number, item in enumerate(items):
        assign(context, first.target, item, keep=False)
        inner = replace(context, within=context.within.round(name, number))
        if not all(inner.evaluate(inner, condition) for condition in first.ifs):
            continue
        if rest:
            yield from _rounds(inner, iterated(inner, rest[0].iter), rest, compute)
        else:
            yield compute(inner)
