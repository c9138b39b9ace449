"""``nablascope trace``: the recorded graph as a table or as JSON."""

from nablascope.cli.options import OneLineParser, add_program_options
from nablascope.cli.program import ProgramError, say
from nablascope.cli.table import table
from nablascope.cli.trace_file import answer
from nablascope.core.graph.node_link import to_json
from nablascope.core.graph.trace import Trace

_AS_CODE = "as PyTorch code:"


def trace_command(arguments: list[str]) -> int:
    """Prints the program as PyTorch code where it was typed otherwise, what it printed, and its graph.

    With ``--json`` the JSON alone.

    Of a program that fails, the table of its graph so far.

    Raises:
        UsageError: on bad input.
        EngineError: if the engine dies.
    """
    parser = OneLineParser(prog="nablascope trace", description="Print the recorded graph.")
    add_program_options(parser)
    parser.add_argument("--json", action="store_true", help="node-link JSON in full precision")
    options = parser.parse(arguments)
    try:
        reply = answer(options, whole=options.json)
    except ProgramError as error:
        if error.trace is not None and not options.json:
            say(_told(error.trace))
        raise
    assert reply.trace is not None
    if options.json:
        say([to_json(reply.trace)])
    else:
        say([*_understood(reply.understood), *reply.printed, *_told(reply.trace)])
    return 0


def _understood(code: str) -> list[str]:
    lines = code.splitlines()
    if len(lines) < 2:
        return [f"{_AS_CODE} {line}" for line in lines]
    return [_AS_CODE, *(f"    {line}" for line in lines), ""]


def _told(trace: Trace) -> list[str]:
    return [table(trace), *trace.notes]
