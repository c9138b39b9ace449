"""The syntax the language has: an allow-list of tree nodes, and words for what it leaves out."""

import ast
from dataclasses import replace

from nablascope.core.language.bounds import MAX_INTEGER_BITS, is_invisible
from nablascope.core.language.failure import Failure, Fix, LanguageError
from nablascope.core.language.formats import refused_format
from nablascope.core.language.friendly.side_by_side import is_number
from nablascope.core.language.scopes import parts
from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source

_ALLOWED: frozenset[type[ast.AST]] = frozenset(
    {
        *(ast.Module, ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Pass, ast.Delete, ast.Assert),
        *(ast.Import, ast.ImportFrom, ast.alias, ast.If, ast.For, ast.While, ast.Break, ast.Continue),
        *(ast.With, ast.withitem, ast.FunctionDef, ast.Return, ast.Global, ast.Nonlocal),
        *(ast.Lambda, ast.arguments, ast.arg, ast.NamedExpr, ast.Starred),
        *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension),
        *(ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.Attribute),
        *(ast.Subscript, ast.Slice, ast.Call, ast.keyword, ast.JoinedStr, ast.FormattedValue),
        *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp),
        *(ast.Load, ast.Store, ast.Del, ast.And, ast.Or, ast.Not, ast.Invert, ast.UAdd, ast.USub),
        *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult),
        *(ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr),
        *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot, ast.In, ast.NotIn),
    }
)

_WORDS: dict[type[ast.AST], tuple[str, str]] = {
    ast.AsyncFunctionDef: ("async", "write def"),
    ast.AsyncFor: ("async", "write for"),
    ast.AsyncWith: ("async", "write with"),
    ast.Await: ("await", "call the function as it is"),
    ast.ClassDef: ("class", "write functions with def, and torch.nn's own modules"),
    ast.Try: ("try", "leave out what fails"),
    ast.Raise: ("raise", "write assert"),
    ast.Match: ("match", "write if, elif and else"),
    ast.Yield: ("yield", "collect the values in a list and return it"),
    ast.YieldFrom: ("yield", "collect the values in a list and return it"),
}

_HINT = "use assignments, arithmetic, loops, functions and print"
_CONSTANTS = (bool, int, float, complex, str, type(None), type(...))
_CONVERSIONS = {-1, ord("r"), ord("s")}


def check_syntax(tree: ast.Module, source: Source) -> None:
    """Refuses every node that is not in the language.

    Raises:
        LanguageError: with the span of the first node refused, in the order of the text.
    """
    pending: list[tuple[ast.AST, Span | None]] = [(tree, None)]
    while pending:
        node, outer = pending.pop()
        span = source.span(node) if isinstance(node, ast.expr | ast.stmt | ast.keyword | ast.alias) else outer
        failure = _refusal(node, source, span)
        if failure is not None:
            raise LanguageError(failure)
        pending.extend((child, span) for child in reversed(parts(node)))


def _refusal(node: ast.AST, source: Source, span: Span | None) -> Failure | None:
    if isinstance(node, ast.Call) and is_number(node.func):
        return _missing_times(node, source)
    if type(node) not in _ALLOWED:
        word, hint = _WORDS.get(type(node), (type(node).__name__, _HINT))
        return Failure(f"{word} is not in the expression language", hint, span)
    return _refused_name(node, span) or _refused_part(node, source, span)


def _refused_name(node: ast.AST, span: Span | None) -> Failure | None:
    if any("__" in name for name in _names(node)):
        return Failure("names with two underscores are not in the expression language", "", span)
    return None


def _names(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return [name]
        case ast.keyword(arg=str(name)) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
        case ast.alias(name=name, asname=asname):
            return [name, asname or ""]
        case _:
            return []


def _refused_part(node: ast.AST, source: Source, span: Span | None) -> Failure | None:
    match node:
        case ast.Constant(value=value):
            return _refused_constant(value, span)
        case ast.FormattedValue():
            return _refused_format(node, span)
        case ast.FunctionDef(decorator_list=[decorator, *_]):
            return _no_decorator(source.span(decorator))
        case ast.comprehension(is_async=1):
            return Failure("async is not in the expression language", "write for", span)
        case ast.Delete(targets=targets):
            return _refused_deletion(targets, span)
        case _:
            return None


def _refused_constant(value: object, span: Span | None) -> Failure | None:
    if not isinstance(value, _CONSTANTS):
        return Failure("bytes are not in the expression language", _HINT, span)
    if isinstance(value, str) and any(is_invisible(character) for character in value):
        return Failure("an invisible character is not in the expression language", "leave it out", span)
    if isinstance(value, int) and value.bit_length() > MAX_INTEGER_BITS:
        return Failure("this number is too long", "write it as a power, e.g. 1e9", span)
    return None


def _refused_format(node: ast.FormattedValue, span: Span | None) -> Failure | None:
    if node.conversion not in _CONVERSIONS:
        return Failure("!a is not in the expression language", "leave it out", span)
    failure = refused_format(_spec_text(node.format_spec))
    return None if failure is None else replace(failure, span=span)


def _spec_text(spec: ast.expr | None) -> str:
    """The spec as it is written; one that is put together while the program runs is checked then."""
    parts = spec.values if isinstance(spec, ast.JoinedStr) else []
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return "".join(texts) if len(texts) == len(parts) else ""


def _no_decorator(span: Span) -> Failure:
    return Failure("a decorator is not in the expression language", "write f = decorator(f) below", span)


def _refused_deletion(targets: list[ast.expr], span: Span | None) -> Failure | None:
    if all(isinstance(target, ast.Name) for target in targets):
        return None
    return Failure("only a name can be deleted", "write e.g. del x", span)


def _missing_times(node: ast.Call, source: Source) -> Failure:
    span, called = source.span(node), source.span(node.func)
    rest = Span(called.end_line, called.end_column, span.end_line, span.end_column)
    before, _, _ = source.text(rest).partition("(")
    gap = _after(rest, before, 0)
    return Failure(
        "a * is missing here", f"write {source.text(called)}*(...)", span, Fix("Write *", gap, "*")
    )


def _after(span: Span, text: str, width: int) -> Span:
    """The `width` characters behind `text`, which stands at the start of `span`."""
    line, column = span.line + text.count("\n"), len(text.rpartition("\n")[2])
    if line == span.line:
        column += span.column
    return Span(line, column, line, column + width)
