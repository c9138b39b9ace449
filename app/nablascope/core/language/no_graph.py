"""`no_graph`: why a program that ran to its end may have come to nothing that can be drawn."""

from nablascope.core.language.decimal_commas import decimal_commas
from nablascope.core.language.failure import Failure
from nablascope.core.language.lone_comparisons import lone_comparisons
from nablascope.core.language.program import Program
from nablascope.core.language.unused_definition import unused_definition


def no_graph(program: Program) -> Failure | None:
    """A slip in `program` that explains it, or None."""
    comparison = next(lone_comparisons(program), None)
    return comparison or decimal_commas(program.tree, program.source) or unused_definition(program)
