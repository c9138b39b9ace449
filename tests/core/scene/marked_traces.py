"""Traces made by hand of what is out of the ordinary: cuts, marks, several outputs, broadcasting, a stop."""

from dataclasses import replace

from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.rows import Output, Saved
from nablascope.core.graph.trace import Edge, Trace
from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span


def cut_trace() -> Trace:
    """``a = x*x; b = a.detach(); y = b*x``."""
    return trace_of(
        [
            node(0, "leaf", name="x", value=tensor(3.0), grad=tensor(9.0)),
            replace(
                node(1, op="MulBackward0", function="mul", name="a", value=tensor(9.0)),
                marks=("unreached",),
            ),
            node(2, "cut", function="detach", name="b", value=tensor(9.0), follows=False),
            node(3, op="MulBackward0", function="mul", name="y", value=tensor(27.0), grad=tensor(1.0)),
        ],
        [
            Edge(0, 0, 1, 0, "self", None),
            Edge(0, 0, 1, 1, "other", None),
            Edge(1, 0, 2, 0, "self", None),
            Edge(2, 0, 3, 0, "self", None),
            Edge(0, 0, 3, 0, "other", tensor(9.0)),
        ],
        3,
    )


def marked_trace(*marks: str, hooks: tuple[str, ...] = ()) -> Trace:
    """The sine of the tutorial; its division has `marks` and `hooks`."""
    trace = run("y = torch.sin(x / 2**1.5)", x=100.0)
    rows = [replace(row, marks=marks, hooks=hooks) if row.function == "div" else row for row in trace.nodes]
    return trace_of(rows, list(trace.edges), trace.output_node)


def several_outputs_trace() -> Trace:
    """``low, high = x.aminmax(); y = high - low``, and the low one is asked for too."""
    several = node(1, op="AminmaxBackward0", function="aminmax", name="low")
    trace = trace_of(
        [
            node(0, "leaf", name="x", value=tensor(1.0, 5.0, shape=(2,)), grad=tensor(0.0, 1.0, shape=(2,))),
            replace(several, values=(tensor(1.0), tensor(5.0)), grads=(tensor(0.0), tensor(1.0))),
            node(2, op="SubBackward0", function="sub", name="y", value=tensor(4.0), grad=tensor(1.0)),
        ],
        [
            Edge(0, 0, 1, 0, "self", tensor(0.0, 1.0, shape=(2,))),
            Edge(1, 1, 2, 0, "self", tensor(1.0)),
            Edge(1, 0, 2, 1, "other", tensor(-1.0)),
        ],
    )
    return replace(trace, outputs=(Output("y", 2, 0, tensor(1.0)), Output("low", 1, 0, tensor(1.0))))


def broadcast_trace() -> Trace:
    """A column and a row make a matrix, and it is scaled by a scalar."""
    column, row, matrix = tensor(1.0, 2.0, 3.0, shape=(3, 1)), tensor(*[1.0] * 4, shape=(4,)), (3, 4)
    whole = tensor(*[2.0] * 12, shape=matrix)
    return trace_of(
        [
            node(0, "leaf", name="c", value=column, grad=tensor(4.0, 4.0, 4.0, shape=(3, 1))),
            node(1, "leaf", name="r", value=row, grad=tensor(*[3.0] * 4, shape=(4,))),
            node(2, op="AddBackward0", function="add", value=whole, grad=tensor(*[1.0] * 12, shape=matrix)),
            node(3, "leaf", name="s", value=tensor(0.5), grad=tensor(24.0)),
            node(4, op="MulBackward0", function="mul", name="m", value=whole, grad=whole),
            node(5, op="SumBackward0", function="sum", name="y", value=tensor(24.0), grad=tensor(1.0)),
        ],
        [
            Edge(0, 0, 2, 0, "self", tensor(4.0, 4.0, 4.0, shape=(3, 1))),
            Edge(1, 0, 2, 0, "other", tensor(*[3.0] * 4, shape=(4,))),
            Edge(2, 0, 4, 0, "self", tensor(*[0.5] * 12, shape=matrix)),
            Edge(3, 0, 4, 0, "other", tensor(24.0)),
            Edge(4, 0, 5, 0, "self", tensor(*[1.0] * 12, shape=matrix)),
        ],
    )


def stopped_trace() -> Trace:
    """The tutorial's sine until its division failed."""
    trace = run("y = torch.sin(x / 2**1.5)", x=100.0)
    rows = [replace(row, grads=(None,)) for row in trace.nodes][:3]
    edges = [replace(edge, grad=None) for edge in trace.edges][:2]
    stopped = trace_of(rows, edges, 2)
    failure = Failure("the sizes 3 and 4 do not fit", span=Span(1, 4, 1, 9))
    return replace(stopped, failure=failure, failed_node=2)


def rich_trace() -> Trace:
    """The tutorial's sine with everything an engine knows about its division."""
    trace = run("y = torch.sin(x / 2**1.5)", x=100.0)
    saved = (
        Saved("self", tensor(100.0), None, "modified", 1, 0),
        Saved("other", tensor(2.8284), None, "freed", None, None),
        Saved("rounding_mode", None, "None", "held", None, None),
    )
    division = {"saved": saved, "hooks": ("hook clip on the tensor",), "marks": ("in-place",), "version": 1}
    division |= {"file": "/home/ada/model.py", "module": "encoder.layers.0"}
    rows = [replace(row, **division) if row.function == "div" else row for row in trace.nodes]
    rows[0] = replace(rows[0], accumulated=tensor(-0.4938))
    edges = [
        replace(edge, local=tensor(edge.grad.values[0] / rows[edge.target].grad.values[0]))
        if edge.grad
        else replace(edge, formula="-grad * ((self / other) / other).conj()")
        for edge in trace.edges
    ]
    return trace_of(rows, edges, trace.output_node)
