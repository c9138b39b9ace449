"""All edges on the ways of a gradient from a node to the output, in a graph of any size."""

from time import process_time

import pytest
from tests.core.traces import run

from nablascope.core.graph.path_edges import path_edges
from nablascope.core.graph.paths import paths_from


def between(trace, edges):
    """The edges by the names or functions of their ends."""
    called = [node.function or node.name or node.kind for node in trace.nodes]
    return [(called[trace.edges.source[edge]], called[trace.edges.target[edge]]) for edge in edges]


@pytest.fixture
def trace():
    """x and z meet in y; w is beside the way of z."""
    return run("s = sin(x)\ne = exp(x)\nw = s*e\ny = w + z", x=1.0, z=2.0)


def test_all_ways_from_a_leaf_and_no_others(trace):
    x = list(trace.nodes.name).index("x")
    found = between(trace, path_edges(trace, [x]))
    assert sorted(found) == sorted(
        [("x", "sin"), ("x", "exp"), ("sin", "mul"), ("exp", "mul"), ("mul", "add")]
    )


def test_they_are_those_of_the_single_paths(trace):
    for node in range(len(trace.nodes)):
        single = {edge for path in paths_from(trace, node).first for edge in path.edges}
        assert set(path_edges(trace, [node])) == single


def test_several_nodes_have_the_ways_of_each(trace):
    one, other = (set(path_edges(trace, [node])) for node in (0, 2))
    assert set(path_edges(trace, [0, 2])) == one | other


def test_from_the_output_there_is_nowhere_to_go(trace):
    assert path_edges(trace, [trace.output_node]) == ()


def test_a_constant_has_no_gradient_and_no_way():
    trace = run("y = x * 2.0", x=1.0)
    constant = list(trace.nodes.kind).index("constant")
    assert path_edges(trace, [constant]) == ()


def test_more_paths_than_could_be_told_one_by_one_take_no_longer():
    trace = run("y = x\n" + "y = y + y\n" * 3000, x=1.0)
    start = process_time()
    assert len(path_edges(trace, [0])) == 6000
    assert process_time() - start < 1.0
