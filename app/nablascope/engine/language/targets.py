"""Assignment: of names, attributes, elements, and several at once; and in place."""

import ast
from collections.abc import Sequence

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.span import Span
from nablascope.engine.language.access import (
    index_of,
    read_attribute,
    read_element,
    set_attribute,
    set_element,
)
from nablascope.engine.language.calls import operand
from nablascope.engine.language.containers import drained
from nablascope.engine.language.context import Context
from nablascope.engine.language.iteration import ITERABLE, has_rows, items_of
from nablascope.engine.language.lookup import named
from nablascope.engine.language.operations import operate
from nablascope.engine.language.operators import IN_PLACE, IN_PLACE_CHECKS
from nablascope.engine.language.run import Result
from nablascope.engine.language.scope import deciding, is_program
from nablascope.engine.watcher import Operand


def assign(context: Context, target: ast.expr, value: object, *, keep: bool = True) -> None:
    """``target = value``.

    Args:
        context: of the run.
        target: a name, an attribute, an element, or a tuple or list of such.
        value: what it is given.
        keep: whether the names are results of the program.

    Raises:
        LanguageError: if it cannot be assigned to, or there are too many or few values.
    """
    match target:
        case ast.Name():
            bind(context, target.id, value, context.source.span(target), keep=keep)
        case ast.Attribute():
            set_attribute(context, target, operand(context, target.value), value)
        case ast.Subscript():
            base = operand(context, target.value)
            given = Operand(value, context.source.span(target))
            set_element(context, target, base, index_of(context, target), given)
        case ast.Tuple() | ast.List():
            _unpack(context, target, value, keep=keep)
        case _:
            raise LanguageError(Failure("this cannot be assigned to", "", context.source.span(target)))


def bind(context: Context, name: str, value: object, span: Span, *, keep: bool = True) -> None:
    """Gives `name` a value in the scope that decides about it."""
    scope = deciding(context.scope, name)
    scope.values[name] = value
    scope.spans[name] = span
    context.watcher.bind(name, value, span)
    if keep and is_program(context.scope):
        remember(context, Result(name, name, value, span))


def remember(context: Context, result: Result) -> None:
    """Makes `result` the last one; an older one of the same place is forgotten."""
    place = (result.span, result.label)
    context.results.pop(place, None)
    context.results[place] = result


def augment(context: Context, node: ast.AugAssign) -> None:
    """``target += value`` and the like, in place where the value can be changed."""
    match node.target:
        case ast.Name() as name:
            context.budget.spend()
            span = context.source.span(name)
            before = Operand(named(context, name), span, name.id)
            bind(context, name.id, _changed(context, node, before), span)
        case ast.Attribute() as attribute:
            base = operand(context, attribute.value)
            before = Operand(read_attribute(context, attribute, base), context.source.span(attribute))
            set_attribute(context, attribute, base, _changed(context, node, before))
        case ast.Subscript() as element:
            base, index = operand(context, element.value), index_of(context, element)
            span = context.source.span(element)
            before = Operand(read_element(context, element, base, index), span)
            set_element(context, element, base, index, Operand(_changed(context, node, before), span))


def _changed(context: Context, node: ast.AugAssign, before: Operand) -> object:
    """What the target's value becomes."""
    kind = type(node.op)
    operands = (before, operand(context, node.value))
    return operate(context, node, IN_PLACE[kind], kind, operands, IN_PLACE_CHECKS)


def _unpack(context: Context, target: ast.Tuple | ast.List, value: object, *, keep: bool) -> None:
    if type(value) not in ITERABLE and not has_rows(value):
        span = context.source.span(target)
        raise LanguageError(Failure("this is one value and cannot be unpacked", "write one name", span))
    parts = drained(items_of(context, target, value))
    for part, item in zip(target.elts, _shared_out(context, target, parts), strict=True):
        assign(context, part.value if isinstance(part, ast.Starred) else part, item, keep=keep)


def _shared_out(context: Context, target: ast.Tuple | ast.List, parts: Sequence[object]) -> list[object]:
    """One value for each target; the starred one takes what is left as a list."""
    wanted = len(target.elts)
    starred = [i for i, part in enumerate(target.elts) if isinstance(part, ast.Starred)]
    fits = len(parts) >= wanted - 1 if starred else len(parts) == wanted
    if not fits:
        message = f"there are {wanted} names for {len(parts)} values"
        raise LanguageError(Failure(message, "", context.source.span(target)))
    if not starred:
        return [*parts]
    before, end = starred[0], len(parts) - (wanted - 1 - starred[0])
    return [*parts[:before], [*parts[before:end]], *parts[end:]]
