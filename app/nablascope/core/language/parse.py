"""`parse`: text in, a checked `Program` out; nothing is ever executed."""

import ast
import threading
import warnings

from nablascope.core.language.allow import check_syntax
from nablascope.core.language.bounds import check_text, check_tree, span_at
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.free import free_names
from nablascope.core.language.program import Program
from nablascope.core.language.spans import source_of
from nablascope.core.language.syntax_errors import explain_syntax

_warning_filters = threading.Lock()


def parse(text: str) -> Program:
    """Reads a program in the expression language.

    Raises:
        LanguageError: if the text is over a bound, is not Python, uses syntax that is not in the
            language, or calls a name that is no function; it carries the span and what to do.
    """
    check_text(text)
    source = source_of(text)
    tree = _tree(text, tuple(source.lines))
    check_tree(tree)
    if not tree.body:
        raise LanguageError(Failure("there is nothing to compute yet", "write an expression, e.g. x**2"))
    check_syntax(tree, source)
    return Program(text, tree, free_names(tree, source))


def _tree(text: str, lines: tuple[str, ...]) -> ast.Module:
    try:
        return _parsed(text)
    except SyntaxError as error:
        failure = explain_syntax(error, lines)
    except (MemoryError, RecursionError):
        failure = Failure("this is nested too deeply", "give parts of it names, line by line")
    except (ValueError, OverflowError) as error:
        failure = Failure(f"Python cannot read this: {error}", "", span_at(text, 0, 0))
    # Raised outside of the handlers, so that the parser's own error is not kept alive with it.
    raise LanguageError(failure)


def _parsed(text: str) -> ast.Module:
    # The filters are the process's own; the lock keeps two parses from restoring each other's.
    with _warning_filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)
