"""A leaf that many operations use gets a chip beside each, once a graph is too large to follow its edges."""

import pytest
from tests.core.layout.test_lay_out import crossed_cards, loop, overlap, rectangle

from nablascope.core.layout.graph import SMALL_GRAPH
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.layout.layout import Layout


def chip(layout: Layout, edge: int):
    x, y = layout.routes.start(edge)
    return x - 88, y - 12, x, y + 12


@pytest.fixture(scope="module")
def drawn():
    trace = loop(20)
    return trace, lay_out(trace)


def test_in_a_small_graph_every_edge_is_drawn_from_its_card():
    trace = loop(5)

    assert len(trace.nodes) <= SMALL_GRAPH
    assert not len(lay_out(trace).chips)


def test_every_use_of_a_parameter_of_a_loop_starts_at_a_chip(drawn):
    trace, layout = drawn

    often = {trace.nodes.name[trace.edges.source[edge]] for edge in layout.chips}
    assert often == {"w", "u", "b", "h"}
    assert len(layout.chips) == 20 * 4 + 1  # the first step takes x as h too


def test_what_is_used_up_to_three_times_keeps_its_edges(drawn):
    trace, layout = drawn

    chips = set(layout.chips)
    assert not [edge for edge in chips if trace.nodes.kind[trace.edges.source[edge]] == "op"]


def test_a_chip_stands_close_to_its_consumer_and_on_no_card(drawn):
    trace, layout = drawn

    cards = [rectangle(layout, id) for id in range(len(trace.nodes))]
    for edge in layout.chips:
        box = chip(layout, edge)
        assert not [card for card in cards if overlap(box, card)]
        assert cards[trace.edges.target[edge]][0] - box[2] == 128


def test_chips_do_not_overlap(drawn):
    _, layout = drawn

    boxes = sorted({chip(layout, edge) for edge in layout.chips})
    assert len(boxes) == len(layout.chips)
    assert not [(a, b) for a in boxes for b in boxes if a < b and overlap(a, b)]


def test_no_edge_crosses_a_card(drawn):
    assert not list(crossed_cards(*drawn))


def test_two_edges_of_one_use_start_at_one_chip():
    from tests.core.traces import run

    trace = run("\n".join(["h = x", *["h = h + w*w"] * 40]), w=0.5, x=1.0)
    layout = lay_out(trace)

    starts = {}
    for edge in layout.chips:
        starts.setdefault(trace.edges.target[edge], []).append(layout.routes.start(edge))
    assert all(len(both) == 2 and both[0][0] == both[1][0] for both in starts.values())
    assert all(abs(both[0][1] - both[1][1]) <= 12 for both in starts.values())
