"""Attributes and elements: read, and given a value."""

import ast
import operator
from collections.abc import Sequence
from itertools import chain

import torch

from nablascope.core.language.article import with_article
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.attributes import assign_attribute, is_operation, note_on
from nablascope.engine.language.calls import apply
from nablascope.engine.language.containers import set_item
from nablascope.engine.language.context import Context
from nablascope.engine.language.explain import RUN_ERRORS, explain
from nablascope.engine.language.handles import DATA_LIMIT, Function, Module
from nablascope.engine.language.iteration import expanded
from nablascope.engine.language.lookup import attribute, member
from nablascope.engine.language.sizes import INDEXING, check_size
from nablascope.engine.language.values import checked
from nablascope.engine.watcher import Operand


def read_attribute(context: Context, node: ast.Attribute, base: Operand) -> object:
    """``base.name``."""
    if isinstance(base.value, Module):
        return member(base.value, node, context.source)
    if note := note_on(base.value, node.attr):
        context.printer.note(note)
    if not is_operation(base.value, node.attr):
        return checked(attribute(base.value, node, context.source), context.budget)
    view = Function(node.attr, lambda value: attribute(value, node, context.source))
    return apply(context, node, view, (base,), [base.value], {})


def set_attribute(context: Context, node: ast.Attribute, base: Operand, value: object) -> None:
    """``base.name = value``."""
    span = context.source.span(node)
    try:
        assign_attribute(base.value, node.attr, value)
    except RUN_ERRORS as error:
        failure = explain(error, span, [base.value, value])
    else:
        return
    raise LanguageError(failure)


def read_element(context: Context, node: ast.Subscript, base: Operand, index: Operand) -> object:
    """``base[index]``."""
    is_tensor = isinstance(base.value, torch.Tensor)
    indexing = Function(INDEXING, operator.getitem, is_tensor, shallow=not is_tensor)
    return apply(context, node, indexing, (base, index), [base.value, index.value], {})


def set_element(context: Context, node: ast.Subscript, base: Operand, index: Operand, value: Operand) -> None:
    """``base[index] = value``."""
    operands = (base, index, value)
    values = [given.value for given in operands]
    if isinstance(base.value, torch.Tensor):
        setting = Function("setitem", _set_slice, limit=DATA_LIMIT, measured=False)
    elif type(base.value) in (list, dict):
        setting = Function("setitem", set_item, is_torch=False, shallow=True)
    else:
        message = f"the elements of {with_article(type(base.value).__name__.lower())} cannot be changed"
        raise LanguageError(Failure(message, "those of a list, a dict or a tensor can"))
    apply(context, node, setting, operands, values, {})
    if base.name is not None:
        context.watcher.bind(base.name, base.value, base.span)


def index_of(context: Context, node: ast.Subscript) -> Operand:
    """What stands in the brackets."""
    return Operand(_index(context, node.slice), context.source.span(node.slice))


def _index(context: Context, node: ast.expr) -> object:
    """An index; a slice is no value of the language, so it is made here and nowhere else."""
    if isinstance(node, ast.Slice):
        bounds = (node.lower, node.upper, node.step)
        return slice(*(None if bound is None else context.evaluate(context, bound) for bound in bounds))
    if isinstance(node, ast.Tuple):
        return tuple(chain.from_iterable(_indices(context, part) for part in node.elts))
    return context.evaluate(context, node)


def _indices(context: Context, part: ast.expr) -> Sequence[object]:
    if isinstance(part, ast.Starred):
        return [given.value for given in expanded(context, [part])]
    return [_index(context, part)]


def _set_slice(tensor: torch.Tensor, index: object, value: object) -> None:
    check_size(INDEXING, operator.getitem, [tensor, index], {})
    operator.setitem(tensor, index, value)  # pyright: ignore[reportArgumentType, reportCallIssue]
