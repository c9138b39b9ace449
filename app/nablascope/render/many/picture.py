"""`ManyPicture`: a graph of thousands of nodes as a drawing."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from nablascope.core.scene import display_list
from nablascope.core.scene.display_list import Curve, Item, Label
from nablascope.core.scene.many.arrays import LOOKS, Arrays, Box
from nablascope.core.scene.many.moment import Known
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.many.ways import parts_in_view
from nablascope.render.many.colours import looks, strengths, waiting
from nablascope.render.many.detail import Detail, detail_of
from nablascope.render.many.far import paint_density, paint_dots
from nablascope.render.many.frames import paint_frames
from nablascope.render.many.middle import paint_blocks, paint_in_play, paint_labels, paint_lines, paint_pairs
from nablascope.render.many.palette import Palette
from nablascope.render.many.screen import Screen
from nablascope.render.painter import TEXT_REACH, paint_items

_STRONG = 7.0
"""The width of a path's lines."""

_MOST_STRONG = 2_000
"""Of them, where edges are no more than a density."""


class ManyPicture:
    """Paints any part of a graph at any scale, from arrays.

    Args:
        arrays: the graph.
        near: makes what is near enough to read.
        known: how much of the run has happened.
        path: the edges whose shares are drawn strong.
        notes: of the step that is shown.
    """

    def __init__(
        self,
        arrays: Arrays,
        near: Near,
        known: Known,
        path: Collection[int] = (),
        notes: Sequence[Item] = (),
    ) -> None:
        self.width, self.height = arrays.width, arrays.height
        self._arrays, self._near, self._known = arrays, near, known
        self._path = np.array(sorted(path), np.int64)
        self._notes = notes
        self._whole: tuple[tuple[float, QSizeF], Detail] | None = None
        self._palette = _palette(arrays, near, known)

    def detail(self, view: QRectF, scale: float) -> Detail:
        """See `Drawing`; where all is in view, it does not matter where in the view it is."""
        if not view.contains(QRectF(0.0, 0.0, self.width, self.height)):
            return detail_of(self._arrays, view, scale)
        seen = scale, view.size()
        if self._whole is None or self._whole[0] != seen:
            self._whole = seen, detail_of(self._arrays, view, scale)
        return self._whole[1]

    def paint(self, painter: QPainter, clip: QRectF, detail: object) -> None:
        """See `Drawing`."""
        if isinstance(detail, Detail):
            self._paint(painter, Screen(self._arrays, painter, clip), detail)

    def _paint(self, painter: QPainter, screen: Screen, detail: Detail) -> None:
        paint_frames(painter, screen, self._near.layout, self._palette.theme, named=detail.cards == "full")
        if "density" in (detail.cards, detail.short, detail.long):
            paint_density(painter, screen, self._palette, detail)
        if detail.cards == "full":
            paint_pairs(painter, screen, self._palette, detail, self._near)
        else:
            paint_lines(painter, screen, self._palette, detail)
        paint_items(painter, self._strong_ways(screen, detail))
        if detail.cards == "full":
            self._paint_near(painter, screen, detail)
            return
        if detail.cards == "labels":
            paint_labels(painter, screen, self._palette, self._near.trace)
        elif detail.cards == "blocks":
            paint_blocks(painter, screen, self._palette)
        paint_in_play(painter, screen, self._palette)
        paint_dots(painter, screen, self._palette)

    def _paint_near(self, painter: QPainter, screen: Screen, detail: Detail) -> None:
        """Numbers stand at the edges of the cards that are in view; lines may pass through from afar."""
        nodes = screen.nodes
        meet = np.isin(self._arrays.target[screen.edges], nodes) | np.isin(
            self._arrays.source[screen.edges], nodes
        )
        numbered = screen.edges[meet].tolist()
        lines = np.unique(screen.owners[screen.drawn_as("full", detail)]).tolist()
        items = self._near.items(nodes.tolist(), numbered, lines, self._known, screen.narrow)
        paint_items(painter, (item for item in (*items, *self._notes) if _meets(item, screen.narrow)))

    def _strong_ways(self, screen: Screen, detail: Detail) -> list[Curve]:
        """From so far that nothing is drawn one by one, of a great many edges some."""
        every = len(self._path) // _MOST_STRONG + 1 if detail.cards == "density" else 1
        seen = np.intersect1d(self._path[::every], screen.edges).tolist() if len(self._path) else ()
        ways = (self._near.gradients[edge] for edge in seen)
        strong = (replace(way, pen=replace(way.pen, width=_STRONG)) for way in ways)
        return [part for way in strong for part in parts_in_view(way, screen.narrow)]


def _meets(item: Item, box: Box) -> bool:
    """Whether an item may reach into a box; asked for thousands while a view moves, so without Qt."""
    left, top, right, bottom = box
    if isinstance(item, Label):
        width, height = len(item.text) * item.size, TEXT_REACH * item.size
        return left - width < item.x < right + width and top - height < item.y < bottom + height
    if isinstance(item, display_list.Box):
        return (
            item.x < right and item.x + item.width > left and item.y < bottom and item.y + item.height > top
        )
    return True


def _palette(arrays: Arrays, near: Near, known: Known) -> Palette:
    """What has not happened yet looks so."""
    theme = near.theme
    look = arrays.look if known.ran is None else np.where(known.ran, arrays.look, len(LOOKS))
    strength = arrays.strength if known.sent is None else np.where(known.sent, arrays.strength, 0)
    return Palette(
        look.astype(np.uint8),
        (*looks(theme), waiting(theme)),
        strength.astype(np.uint8),
        strengths(theme),
        arrays.alarming,
        near.subjects(known),
        arrays.cards,
        theme,
    )
