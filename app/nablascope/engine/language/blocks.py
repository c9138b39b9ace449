"""Statements that hold others: loops, branches, ``with`` and functions."""

import ast
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.context import Context
from nablascope.engine.language.functions import Closure
from nablascope.engine.language.iteration import for_name, iterated
from nablascope.engine.language.managers import Manager
from nablascope.engine.language.signals import Jump, Returned, Signal
from nablascope.engine.language.targets import assign, bind


def for_loop(context: Context, node: ast.For) -> Signal:
    """Runs a ``for`` statement."""
    items = iterated(context, node.iter)
    rounds = (assign(context, node.target, item, keep=False) for item in items)
    return _loop(context, node, for_name(context, node.target), rounds)


def while_loop(context: Context, node: ast.While) -> Signal:
    """Runs a ``while`` statement."""
    return _loop(context, node, "while", iter(lambda: bool(context.evaluate(context, node.test)), False))


def _loop(context: Context, node: ast.For | ast.While, name: str, rounds: Iterator[object]) -> Signal:
    name = context.within.loop(name)
    for number, _ in enumerate(rounds):
        within = context.within.round(name, number)
        signal = context.run(replace(context, within=within), node.body)
        if signal is Jump.BREAK:
            return None
        if isinstance(signal, Returned):
            return signal
    return context.run(context, node.orelse)


def branch(context: Context, node: ast.If) -> Signal:
    """Runs an ``if`` statement."""
    return context.run(context, node.body if context.evaluate(context, node.test) else node.orelse)


def with_block(context: Context, node: ast.With) -> Signal:
    """Runs a ``with`` statement."""
    with ExitStack() as stack:
        for item in node.items:
            manager = context.evaluate(context, item.context_expr)
            if not isinstance(manager, Manager):
                span = context.source.span(item.context_expr)
                raise LanguageError(
                    Failure("with cannot enter this", "write e.g. with torch.no_grad():", span)
                )
            value = stack.enter_context(manager.context)
            if item.optional_vars is not None:
                assign(context, item.optional_vars, value, keep=False)
        return context.run(context, node.body)


def define(context: Context, node: ast.FunctionDef) -> None:
    """Runs a ``def`` statement."""
    closure = closure_of(context, node, node.name)
    bind(context, node.name, closure, context.source.span(node), keep=False)


def closure_of(context: Context, node: ast.FunctionDef | ast.Lambda, name: str) -> Closure:
    """The function that `node` defines here."""
    args = node.args
    positional = [*args.posonlyargs, *args.args]
    pairs = [
        *zip(positional[len(positional) - len(args.defaults) :], args.defaults, strict=True),
        *zip(args.kwonlyargs, args.kw_defaults, strict=True),
    ]
    defaults = {parameter.arg: context.evaluate(context, default) for parameter, default in pairs if default}
    return Closure(name, node, context.scope, defaults)
