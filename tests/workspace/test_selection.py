"""A selection outlives an edit, because it is kept by stable keys."""

import pytest
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.workspace.selection import NodeName, find, name_of
from nablascope.workspace.view_state import Picture, Selected


def picture_of(code: str, **inputs: float) -> Picture:
    trace = run(code, **inputs)
    return Picture(trace, lay_out(trace), False)


BEFORE = picture_of("y = sin(x * x)", x=1.0)
AFTER = picture_of("a = exp(z)\ny = sin(x * x) + a", z=0.5, x=2.0)


def node_called(picture: Picture, function: str) -> Selected:
    return Selected("node", list(picture.trace.nodes.function).index(function))


def test_a_node_is_found_again_after_an_edit_elsewhere():
    name = name_of(node_called(BEFORE, "sin"), BEFORE)

    assert find(name, AFTER) == node_called(AFTER, "sin")


@pytest.mark.parametrize("edge", [0, 1])
def test_an_edge_is_found_again_also_where_two_run_side_by_side(edge):
    name = name_of(Selected("edge", edge), BEFORE)
    found = find(name, AFTER)

    assert found is not None
    row = AFTER.trace.edges[found.index]
    assert (AFTER.trace.nodes.function[row.target], row.key) == ("mul", edge)


def test_what_is_gone_is_not_found():
    assert find(NodeName("gone"), BEFORE) is None
    assert find(name_of(Selected("edge", 0), BEFORE), picture_of("y = exp(z)", z=1.0)) is None


def test_an_edge_that_lost_its_twin_is_not_taken_for_it():
    name = name_of(Selected("edge", 1), BEFORE)

    assert find(name, picture_of("y = sin(x * 2.0)", x=1.0)) is None


def test_nothing_is_selected_where_there_is_no_picture():
    assert find(NodeName("x#0"), None) is None
    assert find(None, BEFORE) is None
