"""Python's own parser, without its warnings."""

import ast
import threading
import warnings

_warning_filters = threading.Lock()


def python_tree(text: str) -> ast.Module:
    """The syntax tree of `text`; raises whatever the parser raises."""
    # The filters are the process's own; the lock keeps two parses from restoring each other's.
    with _warning_filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def is_python(text: str) -> bool:
    """Whether Python can read `text`."""
    try:
        python_tree(text)
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        return False
    return True
