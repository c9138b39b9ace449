"""`torch_code`: a program as a tutorial would write it, every name of PyTorch spelled in full.

What a bare function means depends on its arguments: torch's on tensors, Python's on numbers. Here that is
told from the text alone: literals, names that are only ever given numbers, and what is computed from them
are numbers; anything else counts as a tensor. A parameter of a function that is only called with numbers is
therefore taken for a tensor.
"""

import ast
from collections.abc import Iterator

from nablascope.core.language import spelling
from nablascope.core.language.friendly.edits import Edit, edited, insertion, replacement
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.number_names import bound_names
from nablascope.core.language.written import Written, written

_NEEDED = frozenset({"torch", "math"})
_BARE = FUNCTIONS | frozenset(spelling.CONSTANTS_IN_FULL)
_FLOAT64 = ("torch.tensor(", ", dtype=torch.float64)")


def torch_code(text: str, tree: ast.Module) -> str:
    """`text` with each bare function and constant as PyTorch spells it; all else stays as typed.

    It runs after ``import torch`` and ``import math``, where the inputs have values.

    Args:
        text: Python.
        tree: its syntax tree.
    """
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    has_bare = any(node.id in _BARE for node in names)
    # The program may mean something of its own by ``torch`` or ``math``.
    taken = any(node.id in _NEEDED and isinstance(node.ctx, ast.Store) for node in names)
    if taken or not has_bare:
        return text
    return edited(text, _edits(tree, written(text, tree), bound_names(tree))).text


def _edits(tree: ast.Module, text: Written, bound: frozenset[str]) -> Iterator[Edit]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS - bound and text.shows(node.func):
                yield from _call(text, node, name)
            case ast.Name(id=name) if name in spelling.CONSTANTS_IN_FULL and name not in bound:
                if text.shows(node):
                    yield _named(text, node, spelling.CONSTANTS_IN_FULL[name])
            case _:
                pass


def _call(text: Written, call: ast.Call, name: str) -> Iterator[Edit]:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    if name in spelling.BUILT_IN or (name in spelling.FOLDS and not _folds_in_torch(call)):
        return
    if values and all(map(text.is_number, values)):
        yield from _on_numbers(text, call, name)
        return
    yield _named(text, call.func, spelling.ON_TENSORS[name])
    if name == "round" and len(call.args) > 1:
        yield insertion(text.argument(call.args[0], call.args[1]), "decimals=")
    if name in spelling.TENSOR_OPERANDS:
        yield from _number_operands(text, call)


def _folds_in_torch(call: ast.Call) -> bool:
    """Whether an argument such as ``dim=`` tells that torch's is meant."""
    return any(keyword.arg and keyword.arg not in spelling.FOLDS_IN_PYTHON for keyword in call.keywords)


def _on_numbers(text: Written, call: ast.Call, name: str) -> Iterator[Edit]:
    if name in spelling.ON_NUMBERS:
        yield _named(text, call.func, spelling.ON_NUMBERS[name])
    elif name in spelling.IN_FLOAT64 and call.args:
        yield _named(text, call.func, spelling.ON_TENSORS[name])
        for value in call.args if name in spelling.TENSOR_OPERANDS else call.args[:1]:
            yield from _wrapped(text, value, *_FLOAT64)
        yield insertion(text.end(call), ".item()", 1)
    elif name != "round":
        yield _named(text, call.func, spelling.ON_TENSORS[name])


def _number_operands(text: Written, call: ast.Call) -> Iterator[Edit]:
    """Numbers beside a tensor as tensors of its kind."""
    tensors = [value for value in call.args if not text.is_number(value)]
    example = tensors[0] if tensors else None
    opening = f"{example.id}.new_tensor(" if isinstance(example, ast.Name) else "torch.tensor("
    for value in call.args:
        if text.is_number(value):
            yield from _wrapped(text, value, opening, ")")


def _named(text: Written, node: ast.expr, name: str) -> Edit:
    return replacement(text.start(node), text.end(node), name)


def _wrapped(text: Written, node: ast.expr, opening: str, closing: str) -> Iterator[Edit]:
    yield insertion(text.start(node), opening, -1)
    yield insertion(text.end(node), closing, 2)
