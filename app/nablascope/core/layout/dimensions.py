"""The sizes a layout is built from, in scene units."""

CARD_WIDTH = 168
CARD_HEIGHT = 92
LAYER_GAP = 128
ROW_GAP = 36

CHIP_WIDTH = 88
CHIP_HEIGHT = 24
"""Of the chip that stands beside a consumer for a leaf or a constant that is used often."""

CHIP_SIZE = float(CHIP_WIDTH), float(CHIP_HEIGHT)

FRAME_TOP = 36
"""Between an open group's frame and what it holds, where its name stands.

As much is left below, so that what runs through the middle of a frame goes straight on.
"""

FRAME_SIDE = 20
PORT_ROOM = 12
"""Of a way into a frame, or out of it."""

PORT_PITCH = 28
"""Between two ports of a card at most."""

LANE_ABOVE = 8
"""Room above the middle of a long edge's lane."""

LANE_BELOW = 24
"""Room below it: the gradient runs under the value and carries the share's chip."""

LANE_CLEARANCE = 12
"""Between a card and a long edge's lane."""

GRADIENT_OFFSET = 12
"""How far under its value an edge's gradient runs, where there is room for it."""

_ROOMY_INPUTS = 3
"""Edges that find room for their chips beside a card of the usual height."""

_MOST_ROOMY_INPUTS = 32
_INPUT_PITCH = 24


def card_height(inputs: int) -> int:
    """The height of a card with that many arriving edges: more than a few need room for their chips."""
    more = min(inputs, _MOST_ROOMY_INPUTS) - _ROOMY_INPUTS
    return CARD_HEIGHT + max(more, 0) * _INPUT_PITCH
