"""Python's own recursion limit, out of the way of programs whose depth is bounded otherwise."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from nablascope.core.language.bounds import MAX_DEPTH
from nablascope.engine.language.budget import MAX_CALLS

_FRAMES = 8
"""At most, of ours for each level of a program's tree."""


@contextmanager
def deep_recursion() -> Generator[None]:
    """Lets functions call each other `MAX_CALLS` deep, in expressions as deep as the parser allows."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, (MAX_CALLS + 2) * MAX_DEPTH * _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
