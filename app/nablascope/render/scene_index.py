"""`SceneIndex`: paints a part of a large display list without looking at all of it."""

from collections import defaultdict
from collections.abc import Iterator
from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nablascope.core.scene.display_list import DisplayList, Item
from nablascope.render.far import Far
from nablascope.render.painter import paint_items, reach

MOST = 5000
"""So many items are painted one by one; 50 ms or less."""

_CELL = 1024.0
_MOST_CELLS = 16
"""Of one item; a longer one is looked at every time."""


class SceneIndex:
    """Where the items of a display list are; it may be made in any thread."""

    def __init__(self, display_list: DisplayList) -> None:
        self._items = display_list.items
        self._far = Far(self._items)
        self._long: list[int] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, item in enumerate(self._items):
            self._enter(place, item)

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paints what is within `clip`: every item, or where those are too many the view from far away."""
        items = self.within(clip)
        if items is None:
            self._far.paint(painter)
        else:
            paint_items(painter, items)

    def within(self, clip: QRectF) -> list[Item] | None:
        """The items that may reach into `clip`, back to front; None where there are more than `MOST`."""
        found = set(self._long)
        if _count(clip) > MOST:
            return None
        for cell in _cells(clip):
            found.update(self._cells.get(cell, ()))
            if len(found) > MOST:
                return None
        near = (self._items[place] for place in sorted(found))
        return [item for item in near if reach(item).intersects(clip)]

    def _enter(self, place: int, item: Item) -> None:
        area = reach(item)
        if _count(area) > _MOST_CELLS:
            self._long.append(place)
            return
        for cell in _cells(area):
            self._cells[cell].append(place)


def _bounds(area: QRectF) -> tuple[int, int, int, int]:
    left, right = floor(area.left() / _CELL), floor(area.right() / _CELL)
    return left, right, floor(area.top() / _CELL), floor(area.bottom() / _CELL)


def _count(area: QRectF) -> int:
    left, right, top, bottom = _bounds(area)
    return (right - left + 1) * (bottom - top + 1)


def _cells(area: QRectF) -> Iterator[tuple[int, int]]:
    left, right, top, bottom = _bounds(area)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
