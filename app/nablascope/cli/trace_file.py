"""Trace files among a command's arguments."""

import argparse

from nablascope.cli.guard import UsageError
from nablascope.cli.options import GENERATION, request_from
from nablascope.cli.program import evaluate
from nablascope.core.graph.trace import Trace
from nablascope.core.graph.trace_file import TraceFileError, load_trace
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.timeline.build import build_timeline
from nablascope.core.wire.messages import Reply
from nablascope.temporary_trace import ENDING

_OF_PROGRAMS = {
    "expression": None,
    "set": [],
    "output": None,
    "order": 1,
    "wrt": None,
    "device": "cpu",
    "dtype": "float32",
    "python": False,
}
"""What only a program can be given, and what stands there if nothing was."""


def is_trace_file(path: str | None) -> bool:
    """Whether a file is said to hold a trace."""
    return path is not None and path.lower().endswith(ENDING)


def answer(options: argparse.Namespace, *, whole: bool, down: bool = False) -> Reply:
    """What the trace file of `options` holds, or what became of their program; it has trace and layout.

    Args:
        options: as `add_program_options` describes them.
        whole: take every element of every tensor of a program.
        down: lay the graph out from the top down.

    Raises:
        UsageError: on bad input.
        EngineError: if the engine dies.
    """
    if not is_trace_file(options.file):
        return evaluate(request_from(options, whole=whole, down=down))
    for name, absent in _OF_PROGRAMS.items():
        if getattr(options, name) != absent:
            option = "-e" if name == "expression" else f"--{name}"
            raise UsageError(f"{options.file} is a recorded trace: {option} is for programs")
    return reply_of(options.file, down=down)


def reply_of(path: str, *, down: bool = False) -> Reply:
    """What an engine would have answered, from a trace file; laid out from left to right or down.

    Raises:
        UsageError: if there is no such file or it is no trace file.
    """
    try:
        trace = load_trace(path)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except TraceFileError as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    return reply_about(trace, down=down)


def reply_about(trace: Trace, *, down: bool = False) -> Reply:
    """What an engine would have answered with `trace`."""
    layout = lay_out(trace, down=down)
    return Reply(GENERATION, trace, layout, None, trace.printed, (), (), build_timeline(trace))
