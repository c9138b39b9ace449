"""The fix for an integer tensor that should require gradients: its numbers, or its dtype, changed."""

import ast
import re

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source
from nablascope.engine.language.insertion import with_argument

_FACTORIES = frozenset(
    {"tensor", "as_tensor", "arange", "full", "ones", "zeros", "randint", "randperm", "eye"}
)
_DECIMAL = re.compile(r"\d[\d_]*")
_DTYPE = "torch.float32"


def conversion(node: ast.Call, source: Source) -> Fix | None:
    """How to make the tensor that `node` creates floating point, or None where no call creates it."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name not in _FACTORIES:
        return None
    for keyword in node.keywords:
        if keyword.arg == "dtype":
            return Fix(f"Write {_DTYPE}", source.span(keyword.value), _DTYPE)
    literals = _integers(node.args[0], source) if name == "tensor" and node.args else None
    return _with_decimals(node.args[0], literals, source) if literals else _with_dtype(node, source)


def _integers(data: ast.expr, source: Source) -> list[Span] | None:
    """The integer literals of `data`; None unless it is made of plain number literals alone."""
    spans: list[Span] = []
    for part in ast.walk(data):
        if isinstance(part, ast.Constant) and _DECIMAL.fullmatch(source.text(source.span(part))):
            spans.append(source.span(part))
        elif not isinstance(part, ast.List | ast.Tuple | ast.UnaryOp | ast.USub | ast.Load):
            return None
    return sorted(spans, key=lambda span: (span.line, span.column), reverse=True)


def _with_decimals(data: ast.expr, literals: list[Span], source: Source) -> Fix:
    span = source.span(data)
    text = source.text(span)
    label = "Write decimal numbers" if isinstance(data, ast.List | ast.Tuple) else f"Write {text}.0"
    for literal in literals:
        end = len(source.text(Span(span.line, span.column, literal.end_line, literal.end_column)))
        text = f"{text[:end]}.0{text[end:]}"
    return Fix(label, span, text)


def _with_dtype(node: ast.Call, source: Source) -> Fix:
    return with_argument(node, source, f"dtype={_DTYPE}")
