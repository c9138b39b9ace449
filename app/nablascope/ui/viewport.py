"""`Viewport`: which part of the scene the canvas shows; pure."""

from dataclasses import dataclass, replace

from nablascope.core.layout.layout import Point

MIN_SCALE = 0.001
MAX_SCALE = 8.0
FIT_SCALE = 1.25
"""A small graph is not blown up beyond this when it is fitted."""

MARGIN = 32.0
"""Pixels left free around a fitted graph."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Scene to widget: ``pixel = scene * scale + (x, y)``, in device-independent pixels."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_scene(self, x: float, y: float) -> Point:
        """The scene's point under a pixel."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale


def panned(viewport: Viewport, dx: float, dy: float) -> Viewport:
    """`viewport` with the picture moved by (dx, dy) pixels."""
    return replace(viewport, x=viewport.x + dx, y=viewport.y + dy)


def snapped(viewport: Viewport, ratio: float) -> Viewport:
    """`viewport` moved to whole pixels of a screen with `ratio` of them to a device-independent one."""
    return replace(viewport, x=round(viewport.x * ratio) / ratio, y=round(viewport.y * ratio) / ratio)


def zoomed(viewport: Viewport, factor: float, at: Point) -> Viewport:
    """`viewport` scaled by `factor`; the scene's point under the pixel `at` stays there."""
    scale = min(max(viewport.scale * factor, MIN_SCALE), MAX_SCALE)
    sx, sy = viewport.to_scene(*at)
    return Viewport(scale, at[0] - sx * scale, at[1] - sy * scale)


def fitted(scene: Point, view: Point, corner: Point = (0.0, 0.0)) -> Viewport:
    """A part of the scene, of size `scene` from `corner` on, in the middle of a view of size `view`."""
    room = [max(side - 2 * MARGIN, 1.0) for side in view]
    scale = min(room[0] / max(scene[0], 1.0), room[1] / max(scene[1], 1.0), FIT_SCALE)
    scale = max(scale, MIN_SCALE)
    x, y = (
        (space - side * scale) / 2 - start * scale
        for space, side, start in zip(view, scene, corner, strict=True)
    )
    return Viewport(scale, round(x), round(y))


def contains(viewport: Viewport, scene: Point, view: Point) -> bool:
    """Whether a view of size `view` shows all of a scene of size `scene`."""
    right, bottom = viewport.x + scene[0] * viewport.scale, viewport.y + scene[1] * viewport.scale
    return viewport.x >= 0 and viewport.y >= 0 and right <= view[0] and bottom <= view[1]


def revealing(viewport: Viewport, corner: Point, size: Point, view: Point) -> Viewport:
    """`viewport` moved as little as shows a card with its margin; its top left where it is too large."""
    x, y = viewport.x + corner[0] * viewport.scale, viewport.y + corner[1] * viewport.scale
    dx = _into_view(x, size[0] * viewport.scale, view[0])
    dy = _into_view(y, size[1] * viewport.scale, view[1])
    return panned(viewport, dx, dy)


def _into_view(start: float, length: float, room: float) -> float:
    """How far a stretch must move to lie within `room`; its start comes first."""
    if start < 0:
        return MARGIN - start
    return max(room - MARGIN - length, MARGIN) - start if start + length > room else 0.0
