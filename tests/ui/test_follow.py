"""A view that a person moved stays on what they look at."""

from nablascope.core.layout.layout import Layout, Point
from nablascope.ui.follow import followed, shows_a_card
from nablascope.ui.viewport import Viewport

VIEW = (800, 600)


def layout(**places: Point) -> Layout:
    sizes = ((100.0, 50.0),) * len(places)
    return Layout.of(tuple(places), tuple(places.values()), sizes, (), 500.0, 500.0)


def test_a_row_that_comes_on_top_leaves_the_others_where_they_are_on_the_screen():
    before = layout(a=(0.0, 0.0), b=(200.0, 0.0))
    now = layout(new=(0.0, 0.0), a=(0.0, 80.0), b=(200.0, 80.0))
    assert followed(Viewport(2.0, 10.0, 20.0), before, now) == Viewport(2.0, 10.0, -140.0)


def test_one_node_among_several_that_moves_takes_nobody_along():
    before = layout(a=(0.0, 0.0), b=(200.0, 0.0), c=(400.0, 0.0))
    now = layout(a=(0.0, 0.0), b=(200.0, 0.0), c=(400.0, 90.0))
    assert followed(Viewport(), before, now) == Viewport()


def test_a_graph_that_shares_nothing_with_the_one_before_moves_nothing():
    assert followed(Viewport(), layout(a=(0.0, 0.0)), layout(b=(9.0, 9.0))) == Viewport()


def test_a_card_in_a_corner_is_seen_and_one_outside_is_not():
    assert shows_a_card(Viewport(1.0, -99.0, 0.0), layout(a=(0.0, 0.0)), VIEW)
    assert not shows_a_card(Viewport(1.0, -101.0, 0.0), layout(a=(0.0, 0.0)), VIEW)
    assert not shows_a_card(Viewport(1.0, 0.0, 601.0), layout(a=(0.0, 0.0)), VIEW)
