"""``3|x| + 1``: Python reads a bitwise or of three values; people mean an absolute value."""

import ast
import re
from collections.abc import Iterator, Sequence

from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.names import FUNCTIONS
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

OR = "| is Python's bitwise or"
OR_HINT = "for an absolute value write torch.abs(x)"

_LAST_WORD = re.compile(r"(?:[^\W\d]\w*|[\d.]+)\Z")
_SIGNED = ("+", "-")


def check_or_bars(tree: ast.AST, source: Source) -> None:
    """Refuses what is an absolute value by its looks: ``3|x| + 1``, though not ``3 | x | 1``.

    Raises:
        LanguageError: at the first.
    """
    for chain in _chains(tree):
        fix = _fix(chain, source) if _looks_absolute(chain, source) else None
        if fix is not None:
            whole = _reach(chain, source)
            hint = f"{OR_HINT}; for a bitwise or write spaces on both sides of each |"
            raise LanguageError(Failure(OR, hint, whole, fix))


def or_fix(tree: ast.AST, source: Source, span: Span) -> Fix | None:
    """The or at `span` with absolute values in its place; None where its bars make no pairs."""
    for chain in _chains(tree):
        inner = [Span(*_start(chain, source), *_end(operand, source)) for operand in chain[1:]]
        if span in inner:
            return _fix(chain, source)
    return None


def _chains(tree: ast.AST) -> Iterator[list[ast.expr]]:
    """The operands of each ``a | b | c``."""
    inner: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            inner.add(node.left)
            if node not in inner:
                yield _operands(node)


def _operands(node: ast.expr) -> list[ast.expr]:
    found: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]


def _looks_absolute(chain: Sequence[ast.expr], source: Source) -> bool:
    first, last = source.text(source.span(chain[0])), source.text(source.span(chain[-1]))
    gap = source.text(source.between(chain[0], chain[1]))
    word = _last_word(first)
    factor = word.replace(".", "").isdecimal() or word in FUNCTIONS
    return gap == "|" and factor and last.startswith(_SIGNED)


def _fix(chain: Sequence[ast.expr], source: Source) -> Fix | None:
    gaps = [source.text(source.between(chain[i], chain[i + 1])) for i in range(len(chain) - 1)]
    if len(gaps) % 2 or any(gap.strip() != "|" for gap in gaps):
        return None
    pieces: list[str] = []
    for i in range(0, len(gaps), 2):
        before, within, after = (source.text(source.span(part)) for part in chain[i : i + 3])
        is_called = _last_word(before) in FUNCTIONS
        pieces += ("(abs(" if is_called else "*abs(", within, "))" if is_called else ")")
        pieces.append(("" if after.startswith(_SIGNED) else "*") + gaps[i + 1].partition("|")[2])
        pieces.append(after if i + 2 < len(gaps) else "")
    text = "".join(pieces)
    start, end = _end(chain[0], source), _start(chain[-1:], source)
    return Fix("Write abs(...)", Span(*start, *end), text)


def _last_word(text: str) -> str:
    match = _LAST_WORD.search(text)
    return match[0] if match else ""


def _reach(chain: Sequence[ast.expr], source: Source) -> Span:
    return Span(*_start(chain, source), *_end(chain[-1], source))


def _start(chain: Sequence[ast.expr], source: Source) -> tuple[int, int]:
    span = source.span(chain[0])
    return span.line, span.column


def _end(node: ast.expr, source: Source) -> tuple[int, int]:
    span = source.span(node)
    return span.end_line, span.end_column
