"""What became of saved tensors is marked where it is a surprise."""

from dataclasses import replace

import pytest
from tests.core.traces import node, tensor, trace_of

from nablascope.core.graph.marks import SAVED_CHANGED, SAVED_FREED
from nablascope.core.graph.rows import Saved
from nablascope.core.graph.saved_marks import saved_marks


def saving(*states):
    """A run whose operations have one saved tensor each, in those states, and a setting."""
    setting = Saved("dim", None, "1", "held", None, None)
    nodes = [
        replace(
            node(id, op="SinBackward0", function="sin", value=tensor(1.0)),
            saved=(setting, Saved("self", None, None, state, None, None)),
        )
        for id, state in enumerate(states)
    ]
    return trace_of(nodes, [])


def test_a_saved_tensor_that_was_changed_is_marked():
    assert list(saved_marks(saving("held", "modified"))) == [(1, SAVED_CHANGED)]


def test_what_was_freed_is_marked_where_others_still_have_theirs():
    assert list(saved_marks(saving("freed", "held"))) == [(0, SAVED_FREED)]


@pytest.mark.parametrize("states", [("freed", "freed"), ("held", "held"), ()])
def test_what_every_backward_pass_does_is_not_marked(states):
    assert list(saved_marks(saving(*states))) == []
