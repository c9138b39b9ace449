from tests.core.scene.marked_traces import several_outputs_trace, stopped_trace
from tests.core.traces import trace_of

from nablascope.core.scene.roles import Role, roles


def test_outputs_are_named_with_their_number_where_the_node_has_several():
    assert roles(several_outputs_trace()) == {2: Role(("y",)), 1: Role(("low (0)",))}


def test_the_place_of_a_stop_is_known():
    assert roles(stopped_trace()) == {2: Role(("y",), failed=True)}


def test_an_empty_trace_has_no_roles():
    assert roles(trace_of([], [])) == {}
