"""Turns a command's faults into one clear line and an exit status."""

import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType


class UsageError(Exception):
    """Bad input; the message is one clear line."""


class EngineError(Exception):
    """The engine process ended, or was stopped, without an answer; the message says why."""


BAD_INPUT, ENGINE_DIED, INTERRUPTED, NO_READER = 2, 1, 130, 141


def exit_status(command: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Runs a command; 2 on bad input and 1 where the engine died, with one line on standard error."""
    _print_anything()
    try:
        with interrupts_named():
            status = command(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return _fail(str(error), BAD_INPUT)
    except EngineError as error:
        return _fail(str(error), ENGINE_DIED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return NO_READER
    except OSError as error:
        _stop_writing()
        return _fail(f"cannot write the answer: {error.strerror}", BAD_INPUT)
    return status


_came: list[int] = []


def check_interrupt() -> None:
    """For a loop around PySide, which may lose an interrupt that came in the middle of it.

    Raises:
        KeyboardInterrupt: if one came.
    """
    if _came:
        raise KeyboardInterrupt


@contextmanager
def interrupts_named() -> Generator[None]:
    """Ctrl+C is a `KeyboardInterrupt` wherever it comes: inside of PySide it turns into other errors."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        _came.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except Exception as error:
        if _came:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
        _came.clear()


def _print_anything() -> None:
    """A terminal that has not every character gets its escape instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stop_writing() -> None:
    """What is left of an answer that cannot be written goes nowhere, or Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"nablascope: {message}\n")
    return status
