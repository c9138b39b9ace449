"""`parse_python`: Python's own parser, whatever it raises told in a teacher's words."""

import ast

from nablascope.core.language.bounds import span_at, split_lines
from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.plain_python import python_tree
from nablascope.core.language.syntax_errors import explain_syntax


def parse_python(text: str) -> ast.Module:
    """The syntax tree of `text`, which is bounded.

    Raises:
        LanguageError: if it is not Python.
    """
    try:
        return python_tree(text)
    except SyntaxError as error:
        failure = explain_syntax(error, tuple(split_lines(text)))
    except (MemoryError, RecursionError):
        failure = Failure("this is nested too deeply", "give parts of it names, line by line")
    except (ValueError, OverflowError) as error:
        failure = Failure(f"Python cannot read this: {error}", "", span_at(text, 0, 0))
    # Raised outside of the handlers, so that the parser's own error is not kept alive with it.
    raise LanguageError(failure)
