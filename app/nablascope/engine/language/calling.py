"""Calls: of the program's own functions, and of what the dictionary has."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nablascope.core.language.article import with_article
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.scopes import parameters
from nablascope.core.language.spans import Located
from nablascope.engine.language.budget import MAX_CALLS, MAX_ITEMS, too_many_items
from nablascope.engine.language.calls import apply, operand
from nablascope.engine.language.context import Context, scope_of
from nablascope.engine.language.costs import cost_of_key, cost_of_parts
from nablascope.engine.language.functions import Closure, bound_arguments
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.iteration import expanded
from nablascope.engine.language.lookup import member, method
from nablascope.engine.language.modules import calling
from nablascope.engine.language.signals import Returned
from nablascope.engine.language.values import checked
from nablascope.engine.watcher import Operand

Callee = Function | Closure


def call(context: Context, node: ast.Call) -> object:
    """The value of a call."""
    function, receiver = _callee(context, node)
    positional = [*receiver]
    for given in expanded(context, node.args):
        positional.append(given)
        if len(positional) > MAX_ITEMS:
            raise too_many_items()
    return invoke(context, node, function, positional, _keywords(context, node))


def invoke(
    context: Context,
    node: Located,
    function: Callee,
    positional: Sequence[Operand],
    keywords: Mapping[str, Operand],
) -> object:
    """Calls `function` for `node`.

    Raises:
        LanguageError: where it fails.
    """
    args = [given.value for given in positional]
    kwargs = {name: given.value for name, given in keywords.items()}
    if isinstance(function, Closure):
        return _run(context, function, args, kwargs)
    for place in function.takes:
        if isinstance(place, int) and place < len(args):
            args[place] = _callable(context, node, args[place])
        elif isinstance(place, str) and place in kwargs:
            kwargs[place] = _callable(context, node, kwargs[place], sorts=place == "key")
    return apply(context, node, function, (*positional, *keywords.values()), args, kwargs)


def _run(context: Context, closure: Closure, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
    if context.depth >= MAX_CALLS:
        message = f"functions call each other more than {MAX_CALLS} deep here"
        raise LanguageError(Failure(message, "let them end earlier, or write a loop"))
    node = closure.node
    scope = scope_of(context, node, closure.scope)
    within = context.within.call(closure.name)
    inner = replace(context, scope=scope, depth=context.depth + 1, within=within)
    scope.values.update(bound_arguments(closure, args, kwargs))
    for parameter in parameters(node.args):
        span = scope.spans[parameter.arg] = context.source.span(parameter)
        context.watcher.bind(parameter.arg, scope.values[parameter.arg], span)
    if isinstance(node, ast.Lambda):
        return context.evaluate(inner, node.body)
    signal = context.run(inner, node.body)
    return signal.value if isinstance(signal, Returned) else None


def _callable(context: Context, node: Located, value: object, *, sorts: bool = False) -> object:
    """A function of the language as one that Python and torch can call; anything else as it is.

    What it gives is compared with others where it `sorts`.
    """
    value = calling(value) or value
    if not isinstance(value, Function | Closure):
        return value
    span = context.source.span(node)

    def run(*args: object, **kwargs: object) -> object:
        given = [Operand(checked(arg, context.budget), span) for arg in args]
        keywords = {name: Operand(checked(arg, context.budget), span) for name, arg in kwargs.items()}
        result = invoke(context, node, value, given, keywords)
        context.budget.spend(cost_of_key(result) if sorts else 0)
        return result

    run.__name__ = value.name
    return run


def _keywords(context: Context, node: ast.Call) -> dict[str, Operand]:
    found: dict[str, Operand] = {}
    for keyword in node.keywords:
        given = operand(context, keyword.value)
        several = {keyword.arg: given} if keyword.arg else _unpacked(given)
        for name, value in several.items():
            if name in found:
                raise LanguageError(Failure(f"{name} is given twice", "remove one", given.span))
            found[name] = value
    return found


def _unpacked(given: Operand) -> dict[str, Operand]:
    """The keyword arguments that ``**given`` stands for."""
    if not isinstance(given.value, dict):
        raise LanguageError(Failure("** needs a dict", 'write e.g. **{"lr": 0.1}', given.span))
    found: dict[str, Operand] = {}
    for name, value in given.value.items():  # pyright: ignore[reportUnknownVariableType]
        if not isinstance(name, str) or "__" in name:
            raise LanguageError(Failure("the keys must be names of arguments", "", given.span))
        found[name] = Operand(value, given.span)
    return found


def _callee(context: Context, node: ast.Call) -> tuple[Callee, tuple[Operand, ...]]:
    """What is called, and the receiver where it is a method."""
    target = node.func
    if isinstance(target, ast.Attribute):
        base = operand(context, target.value)
        if not isinstance(base.value, Module):
            return method(context, base.value, target), (base,)
        function = member(base.value, target, context.source)
    else:
        function = context.evaluate(context, target)
    if isinstance(function, Function | Closure):
        return function, ()
    if module := calling(function):
        context.budget.spend(cost_of_parts(function))
        return module, ()
    raise LanguageError(_not_callable(context, target, function))


def _not_callable(context: Context, target: ast.expr, value: object) -> Failure:
    span = context.source.span(target)
    text = context.source.text(span)
    if isinstance(value, Module):
        return Failure(f"{text} is a module", f"write {text}.name(...)", span)
    kind = with_article(type(value).__name__.lower())
    return Failure(f"{text} is {kind}, not a function", "to multiply, write *", span)
