"""A large display list is painted in parts: what is near in full, everything at once from far away."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from nablascope.core.scene.display_list import Box, Curve, DisplayList, Label, Pen
from nablascope.render import scene_index
from nablascope.render.gui import ensure_gui
from nablascope.render.painter import paint
from nablascope.render.scene_index import SceneIndex

RED, BLUE = "#ff0000", "#0000ff"
SIDE = 60


def rows_of_cards() -> DisplayList:
    """Cards over cards, with a line across all of them and a label on each."""
    cards = [
        item
        for column in range(SIDE)
        for row in range(SIDE)
        for item in (
            Box(200.0 * column, 120.0 * row, 168.0, 92.0, 8.0, f"#{column:02x}{row:02x}80", Pen(BLUE, 1.0)),
            Label(200.0 * column + 9, 120.0 * row + 40, f"{column} {row}", "mono", 13.0, 400, "#000000"),
        )
    ]
    line = Curve(((0.0, 0.0), (1e3, 0.0), (1e4, 6e3), (2e4, 8e3)), Pen(RED, 2.0))
    return DisplayList((line, *cards), 200.0 * SIDE, 120.0 * SIDE, "#ffffff")


@pytest.fixture(scope="module")
def cards():
    ensure_gui()
    return rows_of_cards()


def image_of(act, scale: float = 1.0, at: tuple[float, float] = (0.0, 0.0)) -> QImage:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(-at[0], -at[1])
        act(painter, QRectF(*at, 400 / scale, 300 / scale))
    return image


@pytest.mark.parametrize("at", [(0.0, 0.0), (3000.0, 1111.0), (11_800.0, 7000.0), (-500.0, -500.0)])
@pytest.mark.parametrize("scale", [1.0, 0.25])
def test_what_is_near_is_painted_as_ever(cards, at, scale):
    index = SceneIndex(cards)
    plain = image_of(lambda painter, clip: paint(painter, cards, clip), scale, at)
    assert image_of(index.paint, scale, at) == plain


def test_from_far_away_every_card_is_a_spot_of_its_colour(cards, monkeypatch):
    monkeypatch.setattr(scene_index, "MOST", 100)
    index, everything = SceneIndex(cards), QRectF(0.0, 0.0, cards.width, cards.height)
    assert index.within(everything) is None
    seen = image_of(index.paint, scale=0.03)
    assert seen.pixelColor(2, 1).name() == BLUE
    assert seen.pixelColor(399, 299).name() == "#ffffff"


def test_no_more_than_a_bounded_number_of_items_is_painted_one_by_one(cards):
    index = SceneIndex(cards)
    assert index.within(QRectF(0.0, 0.0, 1e9, 1e9)) is None
    assert len(index.within(QRectF(0.0, 0.0, 100.0, 60.0))) == 3
