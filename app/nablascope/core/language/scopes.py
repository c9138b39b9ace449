"""Which scope each name of a program belongs to, by Python's own rules."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
ScopeNode = ast.Module | ast.FunctionDef | ast.Lambda | Comprehension

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_INNER = (ast.FunctionDef, ast.Lambda, *_COMPREHENSIONS)
"""What opens a scope inside of another."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names a scope decides about.

    Attributes:
        own: bound in it.
        outer: declared ``nonlocal``.
        shared: declared ``global``.
    """

    own: frozenset[str]
    outer: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


def names_of(scope: ScopeNode) -> Names:
    """What `scope` decides about its names."""
    if isinstance(scope, _COMPREHENSIONS):
        targets = [name for part in scope.generators for name in _stored(ast.walk(part.target))]
        return Names(frozenset(targets))
    nodes = [*in_scope(inside(scope))]
    shared = _declared(nodes, ast.Global)
    outer = _declared(nodes, ast.Nonlocal)
    own = frozenset([*_parameters(scope), *_bound(nodes)])
    return Names(own - shared - outer, outer, shared)


class UnboundRead(NamedTuple):
    """Where a name is read that none of the scopes around it binds, and what they do bind."""

    node: ast.Name
    visible: frozenset[str]


def unbound_reads(tree: ast.Module) -> list[UnboundRead]:
    """Every one in `tree`, in the order of the text."""
    everywhere = frozenset(_declared(ast.walk(tree), ast.Global))
    found = _reads(tree, everywhere)
    return sorted(found, key=lambda read: (read.node.lineno, read.node.col_offset))


def evaluated(tree: ast.AST) -> Iterator[ast.AST]:
    """`tree` and all below it that is ever evaluated: annotations are not."""
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(parts(node))


def parts(node: ast.AST) -> list[ast.AST]:
    """The children of `node`, annotations apart."""
    annotations = (getattr(node, "annotation", None), getattr(node, "returns", None))
    return [child for child in ast.iter_child_nodes(node) if child not in annotations]


def in_scope(nodes: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """`nodes` and what is below them; of a scope inside, what the scope around it evaluates."""
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(_outside(node) if isinstance(node, _INNER) else parts(node)))


def inside(scope: ScopeNode) -> list[ast.AST]:
    """What `scope` evaluates itself."""
    if isinstance(scope, ast.Lambda):
        return [scope.body]
    if isinstance(scope, ast.Module | ast.FunctionDef):
        return [*scope.body]
    first, *rest = scope.generators
    values = [scope.key, scope.value] if isinstance(scope, ast.DictComp) else [scope.elt]
    return [*values, first.target, *first.ifs, *rest]


def _outside(scope: ast.AST) -> Sequence[ast.AST]:
    """What the scope around `scope` evaluates of it."""
    if isinstance(scope, ast.FunctionDef | ast.Lambda):
        return [*scope.args.defaults, *(default for default in scope.args.kw_defaults if default)]
    return [scope.generators[0].iter] if isinstance(scope, _COMPREHENSIONS) else []


def parameters(args: ast.arguments) -> list[ast.arg]:
    """Every parameter, starred ones included."""
    starred = [arg for arg in (args.vararg, args.kwarg) if arg]
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *starred]


def _parameters(scope: ScopeNode) -> list[str]:
    if isinstance(scope, ast.FunctionDef | ast.Lambda):
        return [arg.arg for arg in parameters(scope.args)]
    return []


def _bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name():
                yield from _stored([node])
            case ast.FunctionDef(name=name):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name.partition(".")[0]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                yield from _walruses(node)
            case _:
                pass


def _walruses(comprehension: Comprehension) -> Iterator[str]:
    """Names that ``:=`` in a comprehension binds around it."""
    for node in in_scope(inside(comprehension)):
        if isinstance(node, ast.NamedExpr):
            yield from _stored([node.target])
        elif isinstance(node, _COMPREHENSIONS):
            yield from _walruses(node)


def _stored(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id


def _declared(nodes: Iterable[ast.AST], kind: type[ast.Global | ast.Nonlocal]) -> frozenset[str]:
    return frozenset(name for node in nodes if isinstance(node, kind) for name in node.names)


def _reads(scope: ScopeNode, visible: frozenset[str]) -> list[UnboundRead]:
    visible |= names_of(scope).own
    found: list[UnboundRead] = []
    for node in in_scope(inside(scope)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in visible:
            found.append(UnboundRead(node, visible))
        elif isinstance(node, _INNER):
            found += _reads(node, visible)
    return found
