"""Variables of a running Python function, read without a trace."""

import sys
from inspect import CO_OPTIMIZED
from types import FrameType

_PROXIES = sys.version_info >= (3, 13)
"""Whether reading a frame's variables leaves nothing behind in it (PEP 667)."""


def variables_of(frame: FrameType) -> dict[str, object]:
    """Every variable that code in `frame` can read, its own before the module's."""
    variables = frame.f_locals
    found = {**frame.f_globals, **variables}
    _forget(frame, variables)
    return found


def variable_of(frame: FrameType, name: str) -> object:
    """The value of one of the frame's own variables, or None."""
    variables = frame.f_locals
    value = variables.get(name)
    _forget(frame, variables)
    return value


def _forget(frame: FrameType, variables: dict[str, object]) -> None:
    """Before Python 3.13 a frame that was read keeps a copy of its variables, and so all they hold."""
    if not _PROXIES and frame.f_code.co_flags & CO_OPTIMIZED:
        variables.clear()
