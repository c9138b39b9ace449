"""Walking over a value: its items, in Python's order."""

import ast
from collections.abc import Iterator, Sequence

import torch

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.spans import Located
from nablascope.engine.language.calls import apply
from nablascope.engine.language.context import Context
from nablascope.engine.language.handles import Function
from nablascope.engine.language.module_tables import HOLDERS
from nablascope.engine.language.values import CONTAINERS
from nablascope.engine.watcher import Operand

ITERABLE: frozenset[type] = CONTAINERS | HOLDERS | {str, range}


def has_rows(value: object) -> bool:
    """Whether `value` is a tensor that has items."""
    return isinstance(value, torch.Tensor) and value.dim() > 0


def _rows(tensor: torch.Tensor) -> Sequence[torch.Tensor]:
    return list(tensor)


_UNBIND = Function("unbind", _rows)


def items_of(context: Context, node: Located, value: object, name: str | None = None) -> Iterator[object]:
    """The items of `value`, which `node` gives; those of a tensor are slices of it.

    Raises:
        LanguageError: if it has none, as a number.
    """
    span = context.source.span(node)
    if has_rows(value):
        value = apply(context, node, _UNBIND, (Operand(value, span, name),), [value], {})
        assert isinstance(value, list)
        return iter(value)
    if type(value) not in ITERABLE:
        raise LanguageError(Failure("this is one value: there is nothing to go through", "", span))
    return iter(value)  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType]


def iterated(context: Context, node: ast.expr) -> Iterator[object]:
    """The items of what `node` gives, each of which is a step of the program."""
    name = node.id if isinstance(node, ast.Name) else None
    for item in items_of(context, node, context.evaluate(context, node), name):
        context.budget.spend()
        yield item


def for_name(context: Context, target: ast.expr) -> str:
    """What a scope calls a loop over items that are given to `target`."""
    return f"for {context.source.text(context.source.span(target))}"


def expanded(context: Context, nodes: Sequence[ast.expr]) -> Iterator[Operand]:
    """What `nodes` give, starred ones item by item."""
    for node in nodes:
        span = context.source.span(node)
        if isinstance(node, ast.Starred):
            yield from (Operand(item, span) for item in iterated(context, node.value))
        else:
            name = node.id if isinstance(node, ast.Name) else None
            yield Operand(context.evaluate(context, node), span, name)
