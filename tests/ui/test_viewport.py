"""What the canvas shows of the scene."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nablascope.ui.viewport import (
    FIT_SCALE,
    MARGIN,
    MAX_SCALE,
    MIN_SCALE,
    Viewport,
    contains,
    fitted,
    panned,
    revealing,
    snapped,
    zoomed,
)

sides = st.floats(1, 5000)
viewports = st.builds(
    Viewport, st.floats(MIN_SCALE, MAX_SCALE), st.floats(-2000, 2000), st.floats(-2000, 2000)
)


@given(viewport=viewports, factor=st.floats(0.1, 10), x=st.floats(0, 1500), y=st.floats(0, 900))
def test_a_zoom_keeps_the_point_under_the_pointer(viewport, factor, x, y):
    before = viewport.to_scene(x, y)
    assert zoomed(viewport, factor, (x, y)).to_scene(x, y) == pytest.approx(before, abs=1e-6, rel=1e-9)


@given(viewport=viewports, factor=st.floats(1e-6, 1e6))
def test_the_scale_has_limits(viewport, factor):
    assert MIN_SCALE <= zoomed(viewport, factor, (0, 0)).scale <= MAX_SCALE


@given(scene=st.tuples(sides, sides), view=st.tuples(st.floats(400, 4000), st.floats(400, 4000)))
def test_a_fitted_graph_is_wholly_in_the_view(scene, view):
    viewport = fitted(scene, view)
    assert viewport.scale <= FIT_SCALE
    assert viewport.scale == MIN_SCALE or contains(viewport, scene, view)


def test_panning_moves_the_picture_with_the_hand():
    assert panned(Viewport(2.0, 10, 20), 5, -5) == Viewport(2.0, 15, 15)


@given(viewport=viewports, ratio=st.sampled_from((1.0, 1.25, 1.5, 1.75, 2.0)))
def test_snapping_moves_to_the_nearest_whole_pixel_of_the_screen(viewport, ratio):
    shown = snapped(viewport, ratio)
    assert shown.scale == viewport.scale
    for now, before in ((shown.x, viewport.x), (shown.y, viewport.y)):
        assert now * ratio == pytest.approx(round(now * ratio), abs=1e-9)
        assert abs(now - before) * ratio <= 0.5 + 1e-9


def test_a_graph_that_reaches_out_of_the_view_is_not_contained():
    assert not contains(Viewport(1.0, 0, 0), (200, 50), (100, 100))
    assert not contains(Viewport(1.0, -1, 0), (50, 50), (100, 100))


@pytest.mark.parametrize(
    ("corner", "moved"),
    [
        ((100.0, 100.0), (0.0, 0.0)),
        ((-50.0, 100.0), (50.0 + MARGIN, 0.0)),
        ((380.0, 290.0), (400.0 - MARGIN - 40.0 - 380.0, 300.0 - MARGIN - 20.0 - 290.0)),
    ],
)
def test_a_card_comes_into_view_by_the_shortest_way(corner, moved):
    shown = revealing(Viewport(), corner, (40.0, 20.0), (400.0, 300.0))

    assert (shown.x, shown.y) == pytest.approx(moved)


def test_of_a_card_larger_than_the_view_the_beginning_is_shown():
    shown = revealing(Viewport(4.0, 0.0, 0.0), (90.0, 0.0), (168.0, 92.0), (400.0, 500.0))

    assert (shown.x + 90.0 * 4.0, shown.y) == (MARGIN, 0.0)
