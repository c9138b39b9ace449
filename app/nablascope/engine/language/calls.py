"""Calls: every function, method and operator of torch passes through `apply`."""

import ast
from collections.abc import Callable, Mapping, Sequence

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.guards import check_counts, check_torch_arguments
from nablascope.engine.language.handles import INTEGER_LIMIT, Function, Module
from nablascope.engine.language.lookup import member, method, named
from nablascope.engine.language.modules import calling
from nablascope.engine.language.origins import with_origins
from nablascope.engine.language.sizes import check_size
from nablascope.engine.language.values import checked
from nablascope.engine.watcher import Operand, Site

Evaluate = Callable[[ast.expr], object]


def operand(context: Context, evaluate: Evaluate, node: ast.expr) -> Operand:
    """`node`'s value with its place, and its name where it is a bare name."""
    name = node.id if isinstance(node, ast.Name) else None
    return Operand(evaluate(node), context.source.span(node), name)


def call(context: Context, evaluate: Evaluate, node: ast.Call) -> object:
    """The value of a call."""
    function, receiver = _callee(context, evaluate, node)
    args = [operand(context, evaluate, argument) for argument in node.args]
    keywords = {
        keyword.arg: operand(context, evaluate, keyword.value) for keyword in node.keywords if keyword.arg
    }
    positional = (*receiver, *args)
    operands = (*positional, *keywords.values())
    kwargs = {name: value.value for name, value in keywords.items()}
    return apply(context, node, function, operands, [value.value for value in positional], kwargs)


def _callee(context: Context, evaluate: Evaluate, node: ast.Call) -> tuple[Function, tuple[Operand, ...]]:
    """What is called, and the receiver where it is a method."""
    target = node.func
    if isinstance(target, ast.Attribute):
        base = operand(context, evaluate, target.value)
        if not isinstance(base.value, Module):
            return method(context, base.value, target), (base,)
        function = member(base.value, target, context.source)
    else:
        function = named(context, target) if isinstance(target, ast.Name) else evaluate(target)
    if isinstance(function, Function):
        return function, ()
    if module := calling(function):
        return module, ()
    raise LanguageError(_not_callable(context, target, function))


def _not_callable(context: Context, target: ast.expr, value: object) -> Failure:
    span = context.source.span(target)
    text = context.source.text(span)
    if isinstance(value, Module):
        return Failure(f"{text} is a module", f"write {text}.name(...)", span)
    return Failure(
        f"{text} is a {type(value).__name__.lower()}, not a function", "to multiply, write *", span
    )


def apply(
    context: Context,
    node: ast.expr,
    function: Function,
    operands: tuple[Operand, ...],
    args: Sequence[object],
    kwargs: Mapping[str, object],
) -> object:
    """Calls `function` for `node`: guarded, announced to the watcher, its result checked.

    Raises:
        LanguageError: if a guard refuses, or the call fails.
    """
    span = context.source.span(node)
    try:
        if function.is_torch:
            _guard(function, operands, args, kwargs)
            context.watcher.at(Site(span, operands))
        return checked(function.call(*args, **kwargs), context.budget)
    except RUN_ERRORS as error:
        failure = explain(error, span, [operand.value for operand in operands])
        failure = with_origins(failure, operands, context.source, context.bound)
    raise LanguageError(failure)


def _guard(
    function: Function, operands: tuple[Operand, ...], args: Sequence[object], kwargs: Mapping[str, object]
) -> None:
    check_torch_arguments(args, kwargs, function.limit)
    if function.limit == INTEGER_LIMIT:
        check_counts(function.name.rpartition(".")[2], args, kwargs)
    if function.measured:
        check_size(function.name, function.call, args, kwargs)
