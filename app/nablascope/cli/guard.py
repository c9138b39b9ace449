"""Turns a command's faults into one clear line and an exit status."""

import sys
from collections.abc import Callable


class UsageError(Exception):
    """Bad input; the message is one clear line."""


class EngineError(Exception):
    """The engine process ended, or was stopped, without an answer; the message says why."""


BAD_INPUT, ENGINE_DIED, INTERRUPTED = 2, 1, 130


def exit_status(command: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Runs a command; 2 on bad input and 1 where the engine died, with one line on standard error."""
    try:
        return command(arguments)
    except UsageError as error:
        return _fail(str(error), BAD_INPUT)
    except EngineError as error:
        return _fail(str(error), ENGINE_DIED)
    except KeyboardInterrupt:
        return INTERRUPTED


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"nablascope: {message}\n")
    return status
