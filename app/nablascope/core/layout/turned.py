"""`turned`: a layout with its two directions exchanged: what ran to the right runs down, and back.

Every drawing is made as if it ran to the right; one that runs down is turned before and after.
"""

from array import array
from dataclasses import replace

from nablascope.core.layout.layout import Layout
from nablascope.core.layout.points import Points, Routes


def turned(layout: Layout) -> Layout:
    """`layout` mirrored at its diagonal; turned twice it is itself."""
    return replace(
        layout,
        positions=_turned(layout.positions),
        sizes=_turned(layout.sizes),
        routes=Routes(_turned(layout.routes.points), layout.routes.starts),
        width=layout.height,
        height=layout.width,
        chip_corners=_turned(layout.chip_corners),
        frame_corners=_turned(layout.frame_corners),
        frame_sizes=_turned(layout.frame_sizes),
        down=not layout.down,
    )


def to_the_right(layout: Layout | None, *, down: bool) -> Layout | None:
    """The layout on screen as one that runs to the right; None where it does not run in that direction."""
    if layout is None or layout.down != down:
        return None
    return turned(layout) if down else layout


def _turned(points: Points) -> Points:
    numbers = array("d", points.data)
    numbers[::2], numbers[1::2] = numbers[1::2], numbers[::2]
    return Points(numbers.tobytes())
