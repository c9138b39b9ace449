"""What single nodes are to the whole run: outputs, and the place where it stopped."""

from dataclasses import dataclass

from nablascope.core.graph.trace import Output, Trace


@dataclass(frozen=True, slots=True)
class Role:
    """What a node is to the run.

    Attributes:
        outputs: the names of the outputs it made, in the program's words.
        failed: whether the run stopped here.
    """

    outputs: tuple[str, ...] = ()
    failed: bool = False


ORDINARY = Role()


def roles(trace: Trace) -> dict[int, Role]:
    """The role of every node that has one, by id."""
    names: dict[int, tuple[str, ...]] = {}
    if len(trace.nodes):
        for output in trace.outputs:
            names[output.node] = (*names.get(output.node, ()), _named(output, trace))
    found = {id: Role(outputs, id == trace.failed_node) for id, outputs in names.items()}
    if trace.failed_node is not None:
        found.setdefault(trace.failed_node, Role(failed=True))
    return found


def _named(output: Output, trace: Trace) -> str:
    """With its number where the node has several outputs."""
    columns = trace.node_columns
    several = columns.outputs[output.node + 1] - columns.outputs[output.node] > 1
    return f"{output.name} ({output.output})" if several else output.name
