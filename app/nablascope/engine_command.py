"""How a client starts an engine process."""

import sys

UNCONFINED = 77
"""The exit status of an engine that could not be confined, and so ran nothing."""


def engine_command() -> list[str]:
    """The program and its arguments; in a bundle the engine is the same executable.

    ``-P`` keeps the working folder off the import path: a ``torch.py`` lying there must not run.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "engine"]
    return [sys.executable, "-P", "-m", "nablascope", "engine"]
