"""`Measures`: what depends on the direction that a drawing runs in, since cards are wider than high."""

from dataclasses import dataclass

from nablascope.core.layout.dimensions import (
    CARD_HEIGHT,
    CARD_WIDTH,
    CHIP_SIZE,
    FRAME_SIDE,
    FRAME_TOP,
    LANE_BELOW,
    LAYER_GAP,
    PORT_PITCH,
    card_height,
)

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measures:
    """Distances in a drawing that runs to the right, or is to be turned so that it runs down.

    Attributes:
        layer_gap: between two layers.
        chip: the size of a chip beside its consumer.
        chip_clearance: between two of these chips.
        lane_below: room below the middle of a long edge's lane.
        pitch_before: between two ports at which edges end, at most; `pitch_after` at which they begin.
        frame_before: between a frame and the first layer in it; `frame_after` behind the last one.
        frame_side: above and below what is in a frame.
        aspect: width by height of a page.
    """

    layer_gap: float
    chip: Size
    chip_clearance: float
    lane_below: float
    pitch_before: float
    pitch_after: float
    frame_before: float
    frame_after: float
    frame_side: float
    aspect: float


_ASPECT = 1.6

TO_THE_RIGHT = Measures(
    layer_gap=LAYER_GAP,
    chip=CHIP_SIZE,
    chip_clearance=0.0,
    lane_below=LANE_BELOW,
    pitch_before=PORT_PITCH,
    pitch_after=PORT_PITCH,
    frame_before=FRAME_SIDE,
    frame_after=FRAME_SIDE,
    frame_side=FRAME_TOP,
    aspect=_ASPECT,
)

DOWN = Measures(
    layer_gap=104.0,
    chip=(CHIP_SIZE[1], CHIP_SIZE[0]),
    chip_clearance=12.0,
    lane_below=LANE_BELOW,
    pitch_before=76.0,
    pitch_after=40.0,
    frame_before=FRAME_TOP,
    frame_after=FRAME_SIDE,
    frame_side=44.0,
    aspect=1 / _ASPECT,
)
"""Shares' chips stand side by side, and above one another in the gap; so edges end farther apart.

What hangs out beside a card, at the most right of its edges, is still within the frame.
"""


def measures(*, down: bool) -> Measures:
    """Those of a direction."""
    return DOWN if down else TO_THE_RIGHT


def card_size(arriving: int, *, down: bool) -> Size:
    """Of a card with that many arriving edges; where they come from above, they need no height."""
    if down:
        return float(CARD_HEIGHT), float(CARD_WIDTH)
    return float(CARD_WIDTH), float(card_height(arriving))
