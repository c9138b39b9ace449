"""What a name, or a name behind a dot, means; and what to say when it means nothing."""

import ast
from collections.abc import Iterable
from difflib import get_close_matches

import torch

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source
from nablascope.engine.language.attributes import attributes_of, method_of, methods_of, value_of
from nablascope.engine.language.context import Context
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.scope import deciding, is_program
from nablascope.engine.language.values import OPAQUE

_INSTEAD = {"numpy": "write .tolist()", "from_numpy": "write torch.tensor([...])"}


def named(context: Context, node: ast.Name) -> object:
    """The value of a name.

    Raises:
        LanguageError: if it has none yet.
    """
    scope = deciding(context.scope, node.id)
    if node.id in scope.values:
        return scope.values[node.id]
    if is_program(scope) and node.id in context.dictionary:
        return context.dictionary[node.id]
    span = context.source.span(node)
    raise LanguageError(
        Failure(
            f"{node.id} has no value here",
            f"write {node.id} = ... on a line above",
            span,
        )
    )


def member(module: Module, node: ast.Attribute, source: Source) -> object:
    """``module.name``.

    Raises:
        LanguageError: if the language's module has no such member.
    """
    if node.attr in module.members:
        return module.members[node.attr]
    span = attribute_span(node, source)
    what = f"{module.name}.{node.attr} is not in the expression language"
    raise LanguageError(_unknown(what, node.attr, module.members, span, f"{module.name}."))


def method(context: Context, value: object, node: ast.Attribute) -> Function:
    """``value.name`` where it is about to be called; its first argument is `value`.

    Raises:
        LanguageError: if values of this type have no such method.
    """
    name = node.attr
    if name not in methods_of(value):
        raise LanguageError(_no_method(value, node, context.source))
    return method_of(value, name)


def attribute(value: object, node: ast.Attribute, source: Source) -> object:
    """``value.name`` without a call.

    Raises:
        LanguageError: if values of this type have no such attribute.
    """
    name = node.attr
    if name in attributes_of(value):
        return value_of(value, name)
    span = attribute_span(node, source)
    if name in methods_of(value):
        end = Span(span.end_line, span.end_column, span.end_line, span.end_column)
        failure = Failure(f"{name} is a method: write .{name}()", "", span, Fix("Write ()", end, "()"))
        raise LanguageError(failure)
    known = attributes_of(value) | methods_of(value)
    raise LanguageError(_unknown(f"{_article(value)} has no attribute {name}", name, known, span, "."))


def attribute_span(node: ast.Attribute, source: Source) -> Span:
    """Where the name behind the dot is written."""
    whole = source.span(node)
    return Span(whole.end_line, max(0, whole.end_column - len(node.attr)), whole.end_line, whole.end_column)


def _no_method(value: object, node: ast.Attribute, source: Source) -> Failure:
    name, span = node.attr, attribute_span(node, source)
    if name in attributes_of(value):
        return Failure(f"{name} is not a method", f"write .{name} without brackets", source.span(node))
    return _unknown(f"{_article(value)} has no method {name}", name, methods_of(value), span, ".")


def _unknown(message: str, name: str, known: Iterable[str], span: Span, prefix: str) -> Failure:
    if name in _INSTEAD:
        return Failure("numpy is not in the expression language", _INSTEAD[name], span)
    near = get_close_matches(name, sorted(known), n=1)
    if not near:
        return Failure(message, "it may come from outside of the expression language", span)
    fix = Fix(f"Write {near[0]}", span, near[0])
    return Failure(f"{message}. Did you mean {prefix}{near[0]}?", f"write {prefix}{near[0]}", span, fix)


def _article(value: object) -> str:
    kind = type(value).__name__
    if isinstance(value, OPAQUE):
        kind = "function"
    elif isinstance(value, torch.Tensor):
        kind = "tensor"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
