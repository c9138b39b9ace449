"""The order of the gradient: what can be chosen, and what the graph shows then; pure."""

from nablascope.core.graph.trace import Trace
from nablascope.workspace.state import Workspace
from nablascope.workspace.view_state import OrderView, Picture

EARLIER = "Graph of an earlier run"


def order_view(workspace: Workspace, picture: Picture | None) -> OrderView:
    """The order in force, and the leaves to choose from where there are several."""
    document = workspace.document
    if picture is None or (document.order == 1 and picture.trace.order == 1):
        return OrderView(document.order, document.wrt, (), _title(picture))
    leaves = _leaves(picture.recorded)
    wrt = document.wrt if document.wrt in leaves else next(iter(leaves), None)
    offered = leaves if document.order > 1 and len(leaves) > 1 else ()
    return OrderView(document.order, wrt, offered, _title(picture))


def _leaves(trace: Trace) -> tuple[str, ...]:
    nodes = trace.nodes
    pairs = zip(nodes.kind, nodes.name, strict=True)
    return tuple(dict.fromkeys(name for kind, name in pairs if kind == "leaf" and name))


def _title(picture: Picture | None) -> str:
    """That a graph is not the present text's, or what one of a higher order computes; else nothing."""
    if picture is not None and picture.dimmed:
        return EARLIER
    if picture is None or picture.trace.order == 1:
        return ""
    trace = picture.trace
    return f"Graph of {trace.output}: its gradients are derivatives of order {trace.order}"
