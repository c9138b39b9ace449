"""Cards and edges of a large graph look as in a small one, one by one."""

from itertools import pairwise

import pytest
from tests.core.scene.marked_traces import broadcast_trace, cut_trace, several_outputs_trace
from tests.core.traces import node, run, tensor, trace_of
from tests.stepped import LIGHT, SINE, TWICE, film

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Curve, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.kept import Kept
from nablascope.core.scene.many.moment import Known, Times
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.roles import roles

EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)


def near_of(trace):
    layout = lay_out(trace)
    return Near(trace, layout, LIGHT, arrays_of(trace, layout), roles(trace))


def all_of(near, known=None):
    nodes, edges = range(len(near.trace.nodes)), range(len(near.trace.edges))
    return near.items(nodes, edges, edges, known or Known(near.trace), EVERYWHERE)


@pytest.mark.parametrize(
    "trace",
    [run("y = torch.sin(x / 2**1.5) * x", x=100.0), cut_trace(), several_outputs_trace()],
    ids=["sine", "cut", "several outputs"],
)
def test_everything_is_there_that_is_in_the_picture_of_a_small_graph(trace):
    near, picture = near_of(trace), draw(trace, lay_out(trace), LIGHT)
    items = all_of(near)
    assert texts_of(items) == texts_of(picture.items)
    cards = {repr(item) for node in trace.nodes for item in near.cards[node.id]}
    assert cards <= set(map(repr, picture.items))
    curves = {repr(item) for item in items if isinstance(item, Curve)}
    arrows = {repr(item) for item in picture.items if isinstance(item, Curve) and item.pen.width == 1.8}
    assert arrows <= curves


def is_text(item):
    return isinstance(item, Label)


def texts_of(items):
    return sorted(item.text for item in items if is_text(item))


@pytest.mark.parametrize("program", [SINE, TWICE])
def test_at_every_moment_a_card_says_what_it_says_in_a_small_graph(program):
    run = film(*program)
    near, times = near_of(run.trace), Times(run.playback)
    for place in range(run.last() + 1):
        for moving in (False, True):
            wanted = run.at(place, moving=moving)
            known = times.known(run.moment(place), moving=moving)
            for id in range(len(run.trace.nodes)):
                items = near.items([id], (), (), known, EVERYWHERE)
                assert set(map(repr, items)) <= set(map(repr, wanted.items)), (place, moving, id)
                texts = {item.text for item in items if is_text(item)}
                assert texts >= set(run.on_card(wanted, id))


def test_an_edge_has_its_number_from_the_moment_it_was_sent():
    run = film(*SINE)
    near, times = near_of(run.trace), Times(run.playback)
    seen = []
    for place in range(run.last() + 1):
        known = times.known(run.moment(place), moving=False)
        items = near.items((), range(len(run.trace.edges)), (), known, EVERYWHERE)
        seen.append(sum(map(is_text, items)))
    assert (seen[0], seen[-1]) == (0, 2)
    assert seen == sorted(seen)


def test_a_crowded_card_leaves_numbers_out_rather_than_to_stack_them():
    near = near_of(crowded(200))
    chips = [item for item in all_of(near) if isinstance(item, Box) and item.height == 18.0]
    tops = sorted(chip.y for chip in chips)
    assert 0 < len(chips) < 200
    assert all(below - above >= 18.0 for above, below in pairwise(tops))


def crowded(count):
    """An operation that takes so many leaves."""
    leaves = [node(id, "leaf", name=f"x{id}", value=tensor(1.0), grad=tensor(1.0)) for id in range(count)]
    total = node(count, op="StackBackward0", function="stack", name="y", value=tensor(1.0), grad=tensor(1.0))
    edges = [Edge(id, 0, count, 0, "tensors", tensor(float(id))) for id in range(count)]
    return trace_of([*leaves, total], edges)


def test_a_bundle_tells_how_many_shares_it_carries():
    share = tensor(0.5)
    nodes = [
        node(0, "leaf", name="x", grad=share),
        node(1, op="StackBackward0", function="stack", grad=share),
    ]
    trace = trace_of(nodes, [Edge(0, 0, 1, place, "tensors", share) for place in range(30)])

    shown = {item.text for item in all_of(near_of(trace)) if isinstance(item, Label)}
    assert "30 shares" in shown


def test_no_more_is_kept_than_some_screens_full():
    made = []
    kept = Kept(lambda index: made.append(index) or index, most=3)
    for index in (1, 2, 1, 3, 4, 1):
        assert kept[index] == index
    assert (made, len(kept)) == ([1, 2, 3, 4, 1], 2)


def test_where_a_value_is_broadcast_its_shapes_are_told():
    trace = broadcast_trace()
    picture = draw(trace, lay_out(trace), LIGHT)
    assert texts_of(all_of(near_of(trace))) == texts_of(picture.items)


def test_of_shares_that_go_one_way_the_strongest_lies_on_top():
    near = near_of(run("y = torch.sin(x) * 0.0001 + x", x=1.0))
    shares = {near.gradients[edge] for edge in range(len(near.trace.edges)) if near._arrays.strength[edge]}
    drawn = [item.pen.width for item in all_of(near) if item in shares]

    assert drawn == sorted(drawn)
    assert {1.0, 3.0} <= set(drawn)
