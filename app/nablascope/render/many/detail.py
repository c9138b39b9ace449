"""`Detail`: how much of a large graph is drawn, by its size on screen and by how much is in view."""

from dataclasses import dataclass
from math import ceil, log2
from typing import Literal

import numpy as np
from PySide6.QtCore import QRectF

from nablascope.core.layout.dimensions import CARD_WIDTH
from nablascope.core.scene.many.arrays import Arrays, within
from nablascope.core.scene.many.magnitude import Flags, Floats

FULL, LABELS, BLOCKS = 100.0, 34.0, 5.0
"""The width of a card in pixels from which it is drawn with all it says, with its name, and as a block."""

_MOST_CARDS, _MOST_LABELS, _MOST_BLOCKS = 160, 1_200, 10_000
_MOST_WAYS, _MOST_CURVES, _MOST_LINES = 250, 1_500, 8_000
"""In view; of more the next coarser way of drawing is taken."""

_FEW_LONG, _LONG_CURVES, _LONG_LINES = 8, 400, 2_500
"""The same of edges from far away to far away, of which there may be very many in any view."""

_LONG = 2_000.0
"""Pixels."""

_MOST_DOTS = 1_000_000
"""Pixels along all edges in view; of more, only every second long edge counts, or every fourth, and so on."""

CardDetail = Literal["full", "labels", "blocks", "density"]
EdgeDetail = Literal["full", "curves", "lines", "density"]
EDGE_DETAILS: tuple[EdgeDetail, ...] = ("full", "curves", "lines", "density")


@dataclass(frozen=True, slots=True)
class Detail:
    """How everything in one view is drawn.

    Attributes:
        cards: whole, as labels, as blocks, or as a density of blocks.
        short: edges whole, as curves, as straight lines, or as a density of lines.
        long: the same of edges that reach out of every view.
        every: of a density of lines, which part of the edges it is made of: each of so many.
    """

    cards: CardDetail
    short: EdgeDetail
    long: EdgeDetail
    every: int = 1


def detail_of(arrays: Arrays, view: QRectF, scale: float) -> Detail:
    """How much is drawn of what is in `view`."""
    box = view.left(), view.top(), view.right(), view.bottom()
    cards = _cards(CARD_WIDTH * scale, len(within(arrays.cards, box)))
    pieces = within(arrays.areas, box)
    long = is_long(arrays.reach[pieces], scale)
    count = int(np.count_nonzero(long))
    short = _short(cards, len(pieces) - count)
    far = _long(short, count)
    thinned = pieces if short == "density" else pieces[long]
    every = _thinning(arrays.lengths[thinned] * scale, max(view.width(), view.height()) * scale)
    return Detail(cards, short, far, every if far == "density" else 1)


def is_long(reach: Floats, scale: float) -> Flags:
    """Which edges reach so far that hardly both ends are in view."""
    return reach > _LONG / scale


def _cards(width: float, count: int) -> CardDetail:
    if width >= FULL and count <= _MOST_CARDS:
        return "full"
    if width >= LABELS and count <= _MOST_LABELS:
        return "labels"
    return "blocks" if width >= BLOCKS and count <= _MOST_BLOCKS else "density"


def _short(cards: CardDetail, count: int) -> EdgeDetail:
    if cards == "density" or count > _MOST_LINES:
        return "density"
    if cards == "full" and count <= _MOST_WAYS:
        return "full"
    return "curves" if cards != "blocks" and count <= _MOST_CURVES else "lines"


def _long(short: EdgeDetail, count: int) -> EdgeDetail:
    """Never finer than the short ones."""
    most = (_FEW_LONG, _LONG_CURVES, _LONG_LINES)
    own = next((place for place, limit in enumerate(most) if count <= limit), len(most))
    return EDGE_DETAILS[max(own, EDGE_DETAILS.index(short))]


def _thinning(lengths: Floats, most: float) -> int:
    """A power of two, so that the same edges stay when the view moves; `most` of one can be in view."""
    dots = float(np.minimum(lengths, most).sum()) + len(lengths)
    return 1 << max(0, ceil(log2(max(dots, 1.0) / _MOST_DOTS)))
