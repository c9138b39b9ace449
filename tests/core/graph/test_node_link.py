"""The JSON form: what other tools read."""

import json
from dataclasses import replace

import networkx
import pytest

from core.traces import trace_of
from nablascope.core.graph.node_link import to_json, to_node_link
from nablascope.core.graph.rows import Edge, Node, Saved
from nablascope.core.graph.tensor import Statistics, TensorSummary
from nablascope.core.graph.to_networkx import to_networkx
from nablascope.core.graph.trace import Seconds
from nablascope.core.language.failure import Failure
from nablascope.core.language.span import Span


def scalar(value):
    return TensorSummary((), "float32", "cpu", (value,))


def a_trace(x=3.0, **columns):
    """``y = x*x``."""
    span = Span(1, 4, 1, 7)
    rows = [
        Node(0, "leaf", None, None, "x", None, (scalar(x),), (scalar(2 * x),), requires_grad=True, **columns),
        Node(1, "op", "MulBackward0", "mul", "y", span, (scalar(x * x),), (scalar(1.0),), requires_grad=True),
    ]
    edges = [Edge(0, 0, 1, key, name, scalar(x)) for key, name in enumerate(("self", "other"))]
    return replace(trace_of(rows, edges, 1), printed=("9",), seconds=Seconds(0.1, 0.2, 0.3))


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
        "file": None,
        "module": None,
        "scope": [],
        "version": None,
        "saved": [],
        "hooks": [],
        "marks": [],
        "accumulated": None,
    }
    assert [(e["source"], e["target"], e["key"], e["input"], e["grad"]) for e in data["edges"]] == [
        (0, 1, 0, "self", 3.0),
        (0, 1, 1, "other", 3.0),
    ]


def test_what_a_node_saved_and_what_was_seen_on_it_is_there():
    saved = (
        Saved("self", scalar(3.0), None, "modified", 1, 0),
        Saved("dim", None, "1", "held", None, None),
    )
    columns = {
        "saved": saved,
        "hooks": ("tensor hook double",),
        "marks": ("kink",),
        "accumulated": scalar(8.0),
    }
    first = to_node_link(a_trace(module="layers.0", file="train.py", version=2, **columns))["nodes"][0]
    assert first["saved"] == [
        {"name": "self", "value": 3.0, "state": "modified", "version": 1, "saved_at": 0},
        {"name": "dim", "text": "1", "state": "held", "version": None, "saved_at": None},
    ]
    told = [first[name] for name in ("hooks", "marks", "accumulated", "module", "file", "version")]
    assert told == [["tensor hook double"], ["kink"], 8.0, "layers.0", "train.py", 2]


def test_outputs_and_failures_are_there():
    ended = replace(a_trace(), failure=Failure("no"), failed_node=1, first_bad_value=0, order=2)
    graph = to_node_link(ended)["graph"]
    assert graph["outputs"] == [{"name": "y", "node": 1, "output": 0, "seed": None}]
    assert [
        graph[name] for name in ("order", "failure", "failed_node", "first_bad_value", "first_bad_grad")
    ] == [
        2,
        "no",
        1,
        0,
        None,
    ]


@pytest.mark.parametrize("statistics", [None, Statistics(0, 1, 0.5, 0.5, 1.0, 0, 3, 1)])
def test_a_large_tensor_is_its_beginning_and_its_statistics(statistics):
    large = TensorSummary((2, 50), "float32", "cpu", (0.0, float("inf")), statistics)
    written = to_node_link(a_trace(accumulated=large))["nodes"][0]["accumulated"]
    assert (written["preview"], written["shape"]) == ([0.0, "Infinity"], [2, 50])
    assert written["statistics"] is None or written["statistics"]["infinite"] == 3


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
