"""``nablascope trace``: the recorded graph as a table or as JSON."""

from nablascope.cli.options import OneLineParser, add_program_options
from nablascope.cli.program import ProgramError, say
from nablascope.cli.table import table
from nablascope.cli.trace_file import answer
from nablascope.core.graph.node_link import to_json
from nablascope.core.graph.trace import Trace


def trace_command(arguments: list[str]) -> int:
    """Prints what the program printed, then its graph; with ``--json`` the JSON alone.

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
    say([to_json(reply.trace)] if options.json else [*reply.printed, *_told(reply.trace)])
    return 0


def _told(trace: Trace) -> list[str]:
    return [table(trace), *trace.notes]
