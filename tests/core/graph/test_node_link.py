"""The JSON form: what other tools read."""

import json

import networkx
import pytest

from nablascope.core.graph.node_link import to_json, to_node_link
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.to_networkx import to_networkx
from nablascope.core.graph.trace import Edges, Nodes, Seconds, Trace
from nablascope.core.language.span import Span


def scalar(value):
    return TensorSummary((), "float32", "cpu", (value,))


def a_trace(x=3.0):
    """``y = x*x``."""
    return Trace(
        Nodes(
            kind=("leaf", "op"),
            op=(None, "MulBackward0"),
            function=(None, "mul"),
            name=("x", "y"),
            span=(None, Span(1, 4, 1, 7)),
            values=((scalar(x),), (scalar(x * x),)),
            grads=((scalar(2 * x),), (scalar(1.0),)),
            requires_grad=(True, True),
        ),
        Edges((0, 0), (0, 0), (1, 1), (0, 1), ("self", "other"), (scalar(x), scalar(x))),
        output="y",
        output_node=1,
        device="cpu",
        dtype="float32",
        torch="2.13.0",
        printed=("9",),
        notes=(),
        seconds=Seconds(0.1, 0.2, 0.3),
    )


def test_the_form_is_the_one_the_readme_promises():
    data = json.loads(to_json(a_trace()))
    assert set(data) == {"directed", "multigraph", "graph", "nodes", "edges"}
    assert data["graph"]["format"] == "nablascope-trace"
    assert data["nodes"][1] == {
        "id": 1,
        "kind": "op",
        "op": "MulBackward0",
        "function": "mul",
        "name": "y",
        "value": 9.0,
        "grad": 1.0,
        "shape": [],
        "dtype": "float32",
        "device": "cpu",
        "requires_grad": True,
        "span": [1, 4, 1, 7],
    }
    assert [(e["source"], e["target"], e["key"], e["input"], e["grad"]) for e in data["edges"]] == [
        (0, 1, 0, "self", 3.0),
        (0, 1, 1, "other", 3.0),
    ]


@pytest.mark.parametrize(
    ("number", "written"), [(float("nan"), "NaN"), (float("inf"), "Infinity"), (-float("inf"), "-Infinity")]
)
def test_numbers_that_are_not_finite_are_written_as_strict_json_can_hold_them(number, written):
    text = to_json(a_trace(number))
    assert json.loads(text, parse_constant=pytest.fail)["nodes"][0]["value"] == written


def test_networkx_reads_the_json_as_the_graph_we_give_it():
    read = networkx.node_link_graph(json.loads(to_json(a_trace())), edges="edges")
    given = to_networkx(a_trace())
    assert isinstance(given, networkx.MultiDiGraph)
    assert networkx.utils.graphs_equal(read, given)
    assert networkx.node_link_data(given, edges="edges") == to_node_link(a_trace())
