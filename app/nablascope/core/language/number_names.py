"""What can be told, without running it, of the values in a program: numbers, or anything."""

import ast
from collections.abc import Collection, Iterator, Mapping

from nablascope.core.language.names import CONSTANTS, FUNCTIONS, words

_OF_NUMBERS = FUNCTIONS | CONSTANTS | words("math int float bool len range")
_NUMBER_METHODS = words("item numel dim size tolist")
_NUMBER_ATTRIBUTES = words("shape ndim")
_ROUNDS = 8
"""Looks at the program until its numbers are settled; after so many, none is taken for one."""


def bound_names(tree: ast.AST) -> frozenset[str]:
    """The names that `tree` gives a meaning of their own."""
    return frozenset(name for node in ast.walk(tree) for name in _bound(node))


def number_names(tree: ast.AST) -> frozenset[str]:
    """The names in `tree` that only ever mean numbers, or lists of numbers."""
    values = _values(tree)
    names = frozenset(values)
    for _ in range(_ROUNDS):
        kept = _settled(values, names)
        if kept == names:
            return names
        names = kept
    return frozenset()


def is_number(tree: ast.AST, numbers: Collection[str]) -> bool:
    """Whether `tree` is made of numbers alone, with `numbers` the names of some."""
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Attribute) and not _is_number_attribute(node):
            return False
        if isinstance(node, ast.Name) and node.id not in numbers and node.id not in _OF_NUMBERS:
            return False
        if isinstance(node, ast.Attribute):
            continue
        pending.extend(ast.iter_child_nodes(node))
    return True


def _is_number_attribute(node: ast.Attribute) -> bool:
    of_math = isinstance(node.value, ast.Name) and node.value.id == "math"
    constant = (
        isinstance(node.value, ast.Name) and node.value.id == "torch" and node.attr in CONSTANTS | {"e"}
    )
    return of_math or constant or node.attr in _NUMBER_METHODS | _NUMBER_ATTRIBUTES


def _settled(values: Mapping[str, list[ast.AST]], names: Collection[str]) -> frozenset[str]:
    kept = set(names)
    for name in values:
        if name in kept and not all(is_number(value, kept) for value in values[name]):
            kept.remove(name)
    return frozenset(kept)


def _values(tree: ast.AST) -> dict[str, list[ast.AST]]:
    """What each name is given, of the names that are only ever given whole values."""
    found: dict[str, list[ast.AST]] = {}
    plain: set[ast.AST] = set()
    for node in ast.walk(tree):
        for target, value in _givings(node):
            plain.add(target)
            found.setdefault(target.id, []).append(value)
    others = {name for node in ast.walk(tree) if node not in plain for name in _bound(node)}
    return {name: values for name, values in found.items() if name not in others}


def _givings(node: ast.AST) -> Iterator[tuple[ast.Name, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets if isinstance(target, ast.Name))
        case ast.AugAssign(target=ast.Name() as target, value=value):
            yield target, value
        case ast.For(target=ast.Name() as target, iter=ast.Call(func=ast.Name(id="range")) as numbers):
            yield target, numbers
        case _:
            pass


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
        case _:
            pass
