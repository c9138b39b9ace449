"""How much is drawn goes by the size on screen and by how much is in view."""

import pytest
from PySide6.QtCore import QRectF
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.render.many import detail
from nablascope.render.many.detail import Detail, detail_of


@pytest.fixture(scope="module")
def arrays():
    trace = run("y = x * x\n" + "y = y * x + y\n" * 20, x=0.5)
    return arrays_of(trace, lay_out(trace))


def seen(arrays, scale):
    return detail_of(arrays, QRectF(0, 0, arrays.width, arrays.height), scale)


@pytest.mark.parametrize(
    ("width", "cards"),
    [(168, "full"), (100, "full"), (99, "labels"), (34, "labels"), (33, "blocks"), (4, "density")],
)
def test_a_smaller_card_says_less(arrays, width, cards):
    assert seen(arrays, width / 168).cards == cards


@pytest.mark.parametrize(
    ("limit", "scale", "cards"),
    [("_MOST_CARDS", 1.0, "labels"), ("_MOST_LABELS", 0.3, "blocks"), ("_MOST_BLOCKS", 0.1, "density")],
)
def test_more_cards_than_there_is_time_for_say_less(arrays, monkeypatch, limit, scale, cards):
    monkeypatch.setattr(detail, limit, 5)
    assert seen(arrays, scale).cards == cards


def test_more_edges_than_there_is_time_for_are_drawn_in_less_detail(arrays, monkeypatch):
    assert seen(arrays, 1.0).short == "full"
    for limit, style in (("_MOST_WAYS", "curves"), ("_MOST_CURVES", "lines"), ("_MOST_LINES", "density")):
        monkeypatch.setattr(detail, limit, 5)
        assert seen(arrays, 1.0).short == style


def test_long_edges_are_never_drawn_finer_than_short_ones(arrays, monkeypatch):
    monkeypatch.setattr(detail, "_LONG", 200.0)
    assert seen(arrays, 0.1).long == "lines"
    monkeypatch.setattr(detail, "_FEW_LONG", 0)
    assert (seen(arrays, 1.0).short, seen(arrays, 1.0).long) == ("full", "curves")


def test_of_very_many_edges_a_part_stands_for_all_and_the_same_part_when_the_view_moves(arrays, monkeypatch):
    monkeypatch.setattr(detail, "_MOST_DOTS", 50)
    far = QRectF(0, 0, arrays.width, arrays.height)
    thinned = detail_of(arrays, far, 0.02)
    assert thinned.every > 1
    assert thinned.every & (thinned.every - 1) == 0
    assert detail_of(arrays, far.translated(5, 5), 0.02) == thinned


def test_where_nothing_is_in_view_there_is_nothing_to_thin(arrays):
    assert detail_of(arrays, QRectF(-500, -500, 10, 10), 0.01) == Detail("density", "density", "density")
