"""Variables of a running Python function, read without a trace."""

import sys
from inspect import CO_OPTIMIZED
from types import FrameType

_PROXIES = sys.version_info >= (3, 13)
"""Whether reading a frame's variables leaves nothing behind in it (PEP 667)."""


def variables_of(frame: FrameType) -> dict[str, object]:
    """Every variable that code in `frame` can read, its own before the module's."""
    found = dict(frame.f_locals)
    _forget(frame)
    return {**frame.f_globals, **found}


def variable_of(frame: FrameType, name: str) -> object:
    """The value of one of the frame's own variables, or None."""
    value = frame.f_locals.get(name)
    _forget(frame)
    return value


def _forget(frame: FrameType) -> None:
    """Before Python 3.13 a frame that was read keeps a copy of its variables, and so all they hold."""
    if not _PROXIES and frame.f_code.co_flags & CO_OPTIMIZED:
        frame.f_locals.clear()
