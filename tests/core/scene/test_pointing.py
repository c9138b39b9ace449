"""Pointing at cards and edges, and walking from node to node; of a graph as it is, and of one as arrays."""

import pytest
from tests.core.traces import run

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.pointing import ManyPlaces
from nablascope.core.scene.pointing import Places

TRACE = run("y = torch.sin(x / 2**1.5)", x=100.0)
SINE = lay_out(TRACE)
"""x is 0, the constant 1, their quotient 2, the sine 3."""


@pytest.fixture(params=["few", "many"])
def places(request):
    return Places(TRACE, SINE) if request.param == "few" else ManyPlaces(arrays_of(TRACE, SINE))


def test_a_place_on_a_card_is_its_node(places):
    for id, ((x, y), (width, height)) in enumerate(zip(SINE.positions, SINE.sizes, strict=True)):
        assert places.node_at(x + width / 2, y + height / 2) == id


def test_a_place_between_the_cards_is_no_node(places):
    assert places.node_at(168 + 64, 10) is None


def test_a_place_on_a_value_or_on_its_gradient_is_that_edge(places):
    for edge, route in enumerate(SINE.routes):
        x, y = route[-1][0] - 12, route[-1][1]

        assert places.edge_at(x, y) == edge
        assert places.edge_at(x, y + GRADIENT_OFFSET) == edge


def test_a_place_far_from_every_line_is_no_edge(places):
    x, y = SINE.routes[2][0]

    assert places.edge_at(x + 30, y + 60) is None
    assert places.edge_at(-50, y) is None


def test_the_arrows_lead_from_card_to_card(places):
    assert places.next_in(2, "right") == 3
    assert places.next_in(3, "left") == 2
    assert places.next_in(0, "down") == 1
    assert places.next_in(1, "up") == 0


def test_at_the_rim_an_arrow_leads_nowhere(places):
    assert places.next_in(3, "right") is None
    assert places.next_in(0, "left") is None


def test_the_reading_order_goes_column_by_column(places):
    forwards = [places.in_order(None, 1)]
    while (there := places.in_order(forwards[-1], 1)) is not None:
        forwards.append(there)
    assert forwards == [0, 1, 2, 3]
    assert (places.in_order(None, -1), places.in_order(3, -1), places.in_order(0, -1)) == (3, 2, None)


def test_the_edges_of_a_card_are_those_from_it_and_to_it(places):
    assert places.edges_at(2) == [0, 1, 2]
    assert places.edges_at(3) == [2]


def test_both_kinds_of_places_agree_on_a_larger_graph():
    trace = run("y = x * x\n" + "y = y * x + y\n" * 12, x=0.5)
    layout = lay_out(trace)
    few, many = Places(trace, layout), ManyPlaces(arrays_of(trace, layout))
    for x in range(0, int(layout.width), 37):
        for y in range(0, int(layout.height), 13):
            assert many.node_at(x, y) == few.node_at(x, y)
            assert many.edge_at(x, y) == few.edge_at(x, y)
    for node in range(len(trace.nodes)):
        assert many.next_in(node, "right") == few.next_in(node, "right")
        assert many.edges_at(node) == few.edges_at(node)
