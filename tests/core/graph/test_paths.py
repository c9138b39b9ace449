"""The paths of a gradient: listed where they are few, counted where nobody could list them."""

from dataclasses import replace

from tests.core.scene.marked_traces import cut_trace, several_outputs_trace
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.paths import MOST_COUNTED, MOST_PATHS, Path, paths_from, paths_through
from nablascope.core.graph.rows import Output
from nablascope.core.graph.trace import Edge

SUM = run("f = u**2 + v**3 + u*v", u=2.0, v=4.0)
DOUBLING = "a = a + a"


def ends_of(trace, path):
    return [trace.edges.target[index] for index in path.edges]


def chain(length):
    """A hundred thousand nodes one after the other, without a program that would run as long."""
    nodes = [node(0, "leaf", name="x"), *(node(id, op="A", function="a") for id in range(1, length + 1))]
    edges = [Edge(id, 0, id + 1, 0, "self", tensor(1.0)) for id in range(length)]
    trace = trace_of(nodes, edges)
    return replace(trace, outputs=(Output("y", length, 0, tensor(1.0)),))


def test_a_leaf_that_is_used_twice_has_two_paths():
    found = paths_from(SUM, 0)

    assert found.count == 2
    assert [path.edges for path in found.first] == [(0, 4, 8), (6, 9)]
    assert all(ends_of(SUM, path)[-1] == SUM.output_node for path in found.first)


def test_the_output_itself_has_the_empty_path():
    assert paths_from(SUM, SUM.output_node).first == (Path((), 0),)


def test_paths_through_an_edge_begin_with_it():
    assert [path.edges for path in paths_through(SUM, 6).first] == [(6, 9)]


def test_a_path_goes_only_where_a_share_went():
    trace = cut_trace()

    assert [path.edges for path in paths_from(trace, 0).first] == [(4,)]
    assert paths_from(trace, 1).count == 0
    assert paths_through(trace, 0).count == 0


def test_a_node_of_several_outputs_has_the_paths_of_each():
    trace = several_outputs_trace()

    low, high = paths_from(trace, 1, 0), paths_from(trace, 1, 1)
    assert [(path.edges, path.output) for path in low.first] == [((), 1), ((2,), 0)]
    assert [(path.edges, path.output) for path in high.first] == [((1,), 0)]


def test_a_hundred_doublings_are_counted_exactly_and_twelve_paths_are_listed():
    found = paths_from(run("\n".join([DOUBLING] * 100), a=1.0), 0)

    assert found.count == 2**100
    assert len(set(found.first)) == MOST_PATHS


def test_counting_stops_at_a_number_that_nobody_reads():
    assert paths_from(run("\n".join([DOUBLING] * 1000), a=1e-300), 0).count == MOST_COUNTED


def test_a_path_of_a_hundred_thousand_edges_is_found():
    (path,) = paths_from(chain(100_000), 0).first
    assert path.edges == tuple(range(100_000))


def test_a_run_without_a_backward_pass_has_no_paths():
    trace = trace_of(
        [node(0, "leaf", name="x"), node(1, op="A", function="a")], [Edge(0, 0, 1, 0, "self", None)]
    )
    assert paths_from(trace, 0).count == 0
