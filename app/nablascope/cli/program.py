"""Runs a program in an engine of its own and tells its failure."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from nablascope.cli.engine import Engine
from nablascope.cli.guard import UsageError
from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure
from nablascope.core.wire.messages import Evaluate, Reply

OFFER = "or run it as Python with --python, if you trust it"


class ProgramError(UsageError):
    """The program failed; the message says where and what to do.

    Attributes:
        trace: the graph so far, or None where there is none.
    """

    def __init__(self, failure: Failure, trace: Trace | None) -> None:
        super().__init__(failure_line(failure))
        self.trace = trace


def evaluate(request: Evaluate) -> Reply:
    """Runs one request; its reply has a trace and a layout.

    Raises:
        ProgramError: if the program fails; what it had printed is printed.
        EngineError: if the engine dies.
    """
    with Engine() as engine:
        engine.ready()
        reply = engine.run(request)
    if reply.failure is not None:
        say(reply.printed)
        raise ProgramError(_with_offer(reply.failure) if reply.is_python else reply.failure, reply.trace)
    return reply


def _with_offer(failure: Failure) -> Failure:
    return replace(failure, hint=f"{failure.hint}; {OFFER}" if failure.hint else OFFER)


def failure_line(failure: Failure) -> str:
    """A failure in one line."""
    place = f"line {failure.span.line}, column {failure.span.column + 1}: " if failure.span else ""
    hint = f"; {failure.hint}" if failure.hint else ""
    return " ".join(f"{place}{failure.message}{hint}".split())


def say(lines: Iterable[str]) -> None:
    """Prints an answer."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
