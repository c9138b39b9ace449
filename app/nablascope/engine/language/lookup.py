"""What a name, or a name behind a dot, means; and what to say when it means nothing."""

import ast
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import torch

from nablascope.core.language.article import with_article
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source
from nablascope.engine.language.attributes import attributes_of, method_of, methods_of, value_of
from nablascope.engine.language.context import Context
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.scope import deciding, is_program
from nablascope.engine.language.values import OPAQUE

_NOT_HERE = "is not in the expression language"

_OF_TORCH = frozenset(name for name in dir(torch.Tensor) if not name.startswith("_"))

_KINDS: Mapping[type, str] = {
    **dict.fromkeys((int, float, complex), "a number"),
    bool: "True or False",
    str: "a text",
    type(None): "None",
}
"""What people call a value whose type is no word of theirs."""

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
    what = f"{module.name}.{node.attr} {_NOT_HERE}"
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
    raise LanguageError(_none_or_unknown(value, node, source, "attribute"))


def attribute_span(node: ast.Attribute, source: Source) -> Span:
    """Where the name behind the dot is written."""
    whole = source.span(node)
    return Span(whole.end_line, max(0, whole.end_column - len(node.attr)), whole.end_line, whole.end_column)


def _no_method(value: object, node: ast.Attribute, source: Source) -> Failure:
    if node.attr in attributes_of(value):
        hint = f"write .{node.attr} without brackets"
        return Failure(f"{node.attr} is not a method", hint, source.span(node))
    return _none_or_unknown(value, node, source, "method")


def _none_or_unknown(value: object, node: ast.Attribute, source: Source, what: str) -> Failure:
    name, span = node.attr, attribute_span(node, source)
    if value is None and (missing := no_gradient(node.value, source)):
        return missing
    if name in _OF_TORCH:
        return _of_tensors(value, name, span)
    known = methods_of(value) if what == "method" else attributes_of(value) | methods_of(value)
    return _unknown(f"{_article(value)} has no {what} {name}", name, known, span, ".")


def _of_tensors(value: object, name: str, span: Span) -> Failure:
    """`name` means something in torch, but not here, or not of this value."""
    if name in _INSTEAD:
        return Failure("numpy is not in the expression language", _INSTEAD[name], span)
    if isinstance(value, torch.Tensor):
        return Failure(f"a tensor's {name} {_NOT_HERE}", "", span)
    hint = "write torch.tensor(...) around numbers" if isinstance(value, int | float | list) else ""
    return Failure(f"only a tensor has .{name}, and this is {_article(value)}", hint, span)


def no_gradient(node: ast.expr, source: Source) -> Failure | None:
    """What to say where `node`, which is None, is the gradient of something; else None."""
    if not isinstance(node, ast.Attribute) or node.attr != "grad":
        return None
    span = source.span(node)
    message = f"{source.text(span)} is None until backward has run"
    return Failure(message, "call backward before; zero_grad() makes it None again", span)


def _unknown(message: str, name: str, known: Iterable[str], span: Span, prefix: str) -> Failure:
    if name in _INSTEAD:
        return Failure("numpy is not in the expression language", _INSTEAD[name], span)
    near = get_close_matches(name, sorted(known), n=1)
    if not near:
        return Failure(message, "" if message.endswith(_NOT_HERE) else "check its spelling", span)
    fix = Fix(f"Write {near[0]}", span, near[0])
    return Failure(f"{message}. Did you mean {prefix}{near[0]}?", f"write {prefix}{near[0]}", span, fix)


def _article(value: object) -> str:
    kind = type(value).__name__
    if type(value) in _KINDS:
        return _KINDS[type(value)]
    if isinstance(value, OPAQUE):
        kind = "function"
    elif isinstance(value, torch.Tensor):
        kind = "tensor"
    return with_article(kind)
