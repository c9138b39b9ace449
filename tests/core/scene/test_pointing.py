"""Pointing at cards and edges, and walking from node to node."""

from tests.core.traces import run

from nablascope.core.layout.dimensions import GRADIENT_OFFSET
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.pointing import edge_at, next_in, node_at, reading_order

SINE = lay_out(run("y = torch.sin(x / 2**1.5)", x=100.0))
"""x is 0, the constant 1, their quotient 2, the sine 3."""


def test_a_place_on_a_card_is_its_node():
    layout = lay_out(run("y = x**2", x=9.0))

    for id, ((x, y), (width, height)) in enumerate(zip(layout.positions, layout.sizes, strict=True)):
        assert node_at(layout, x + width / 2, y + height / 2) == id


def test_a_place_between_the_cards_is_no_node():
    layout = lay_out(run("y = x**2", x=9.0))

    assert node_at(layout, 168 + 64, 10) is None


def test_a_place_on_a_value_or_on_its_gradient_is_that_edge():
    for edge, route in enumerate(SINE.routes):
        x, y = route[-1][0] - 12, route[-1][1]

        assert edge_at(SINE, x, y) == edge
        assert edge_at(SINE, x, y + GRADIENT_OFFSET) == edge


def test_a_place_far_from_every_line_is_no_edge():
    x, y = SINE.routes[2][0]

    assert edge_at(SINE, x + 30, y + 60) is None
    assert edge_at(SINE, -50, y) is None


def test_the_arrows_lead_from_card_to_card():
    assert next_in(SINE, 2, "right") == 3
    assert next_in(SINE, 3, "left") == 2
    assert next_in(SINE, 0, "down") == 1
    assert next_in(SINE, 1, "up") == 0


def test_at_the_rim_an_arrow_leads_nowhere():
    assert next_in(SINE, 3, "right") is None
    assert next_in(SINE, 0, "left") is None


def test_the_reading_order_goes_column_by_column():
    assert reading_order(SINE) == [0, 1, 2, 3]
