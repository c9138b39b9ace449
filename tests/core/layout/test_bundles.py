"""Many edges between the same two nodes are laid out, and drawn, as one line."""

from dataclasses import replace

import pytest
from tests.core.traces import node, tensor, trace_of

from nablascope.core.graph.check import DamagedTraceError
from nablascope.core.graph.columns import Ints
from nablascope.core.graph.trace import Edge
from nablascope.core.layout.check import check_layout
from nablascope.core.layout.graph import MOST_SIDE_BY_SIDE
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.theme_file import load_theme


def joined(count):
    """Two nodes joined by so many edges, and a third one."""
    nodes = [node(0, "leaf", name="x"), node(1, function="f", op="F"), node(2, function="g", op="G")]
    share = tensor(0.5)
    between = [Edge(0, 0, 1, key, str(key), share) for key in range(count)]
    return trace_of(nodes, [*between, Edge(1, 0, 2, 0, "0", share)], 2)


def test_a_few_edges_run_side_by_side():
    trace = joined(MOST_SIDE_BY_SIDE)
    layout = lay_out(trace)

    assert len(set(layout.routes)) == len(trace.edges)
    assert not layout.leaders


def test_many_run_as_one():
    trace = joined(50)
    layout = lay_out(trace)

    assert len(set(layout.routes)) == 2
    assert [edge for edge in range(51) if layout.is_drawn(edge)] == [0, 50]
    assert {layout.leader(edge) for edge in range(50)} == {0}
    check_layout(layout, trace)


def test_a_card_is_not_as_high_as_the_edges_of_a_bundle_would_need():
    assert lay_out(joined(50)).sizes[1] == (168.0, 92.0)


@pytest.mark.parametrize("leaders", [(1,) * 51, (0,) * 50, (-1,) * 51, (0, 0, 1, *range(3, 51))])
def test_forged_leaders_are_found_out(leaders):
    trace = joined(50)

    with pytest.raises(DamagedTraceError):
        check_layout(replace(lay_out(trace), leaders=Ints.of(leaders)), trace)


def test_a_bundle_tells_how_many_shares_it_carries():
    trace = joined(50)
    items = draw(trace, lay_out(trace), load_theme("light")).items

    assert [item.text for item in items if isinstance(item, Label)].count("50 shares") == 1
