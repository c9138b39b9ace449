"""`read_python`: a text to be run as Python, and which of its names are inputs."""

import ast
import builtins
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from nablascope.core.language.bounds import check_text, check_tree
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.names import CONSTANTS, FUNCTIONS, MODULES, SHORT_MODULES
from nablascope.core.language.python import parse_python
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source, source_of

PROGRAM = "<program>"
"""The file name of the text in tracebacks."""

_KNOWN = FUNCTIONS | CONSTANTS | MODULES
_PYTHONS_OWN = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class PythonProgram:
    """A text that Python can read; nothing about it is checked, but that it shows what it says.

    Attributes:
        text: what the person typed.
        tree: its syntax tree.
        free: the names it reads as values but never binds, each with the span of its first use, in order
            of first use; they become inputs.
        known: names that it does not bind either, and that mean what they mean in the expression language.
    """

    text: str
    tree: ast.Module
    free: tuple[tuple[str, Span], ...]
    known: frozenset[str]


def read_python(text: str) -> PythonProgram:
    """Reads a text that is to be run as Python.

    Raises:
        LanguageError: if Python cannot read it, it is over a bound, holds what cannot be seen or is empty.
    """
    check_text(text)
    tree = parse_python(text)
    check_tree(tree)
    if not tree.body:
        raise LanguageError(Failure("there is nothing to compute yet", "write an expression, e.g. x**2"))
    unbound = _unbound(text)
    reads = [node for node in _reads(tree) if node.id in unbound]
    known = _known(tree, reads)
    strangers = known | _PYTHONS_OWN | _called(tree)
    free = _first_uses([node for node in reads if node.id not in strangers], source_of(text))
    return PythonProgram(text, tree, free, known)


def _unbound(text: str) -> frozenset[str]:
    """The names that are looked up in the module, which never binds them."""
    tables = list(_tables(_symbols(text)))
    module = tables[0]
    bound, read = set[str](), set[str]()
    for table in tables:
        for symbol in table.get_symbols():
            is_global = table is module or symbol.is_global()
            if is_global and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
            if is_global and symbol.is_referenced():
                read.add(symbol.get_name())
    return frozenset(name for name in read - bound if not name.startswith("__"))


def _symbols(text: str) -> symtable.SymbolTable:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Some faults, such as a `return` outside of a function, are found only here.
            compile(text, PROGRAM, "exec", dont_inherit=True)
            return symtable.symtable(text, PROGRAM, "exec")
    except SyntaxError as error:
        failure = Failure(f"Python cannot run this: {error.msg}", "", _place(error))
    raise LanguageError(failure)


def _place(error: SyntaxError) -> Span:
    line, column = error.lineno or 1, max((error.offset or 1) - 1, 0)
    return Span(line, column, line, column + 1)


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    pending = [table]
    while pending:
        table = pending.pop()
        yield table
        pending += table.get_children()


def _reads(tree: ast.Module) -> list[ast.Name]:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return sorted(names, key=lambda node: (node.lineno, node.col_offset))


def _known(tree: ast.Module, reads: list[ast.Name]) -> frozenset[str]:
    bases = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    modules = {node.id for node in reads if node.id in SHORT_MODULES and node in bases}
    return frozenset({node.id for node in reads} & _KNOWN | modules) - _PYTHONS_OWN


def _called(tree: ast.Module) -> frozenset[str]:
    """Names that stand where a number never stands: what is called, a base class, a decorator."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.append(node.func)
        elif isinstance(node, ast.ClassDef):
            found += [*node.bases, *node.decorator_list]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += node.decorator_list
    return frozenset(node.id for node in found if isinstance(node, ast.Name))


def _first_uses(reads: list[ast.Name], source: Source) -> tuple[tuple[str, Span], ...]:
    first: dict[str, Span] = {}
    for node in reads:
        first.setdefault(node.id, source.span(node))
    return tuple(first.items())
