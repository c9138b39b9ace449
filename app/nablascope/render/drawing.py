"""`Drawing`: what the canvas can show through a viewport, a part at a time."""

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nablascope.core.scene.display_list import DisplayList
from nablascope.render.painter import paint


class Drawing(Protocol):
    """A picture of which any part can be painted."""

    @property
    def width(self) -> float:
        """Of everything, in scene units."""
        ...

    @property
    def height(self) -> float:
        """Of everything, in scene units."""
        ...

    def detail(self, view: QRectF, scale: float) -> object:
        """How much of it is drawn in a view of that part of the scene, at `scale` pixels a scene unit."""
        ...

    def paint(self, painter: QPainter, clip: QRectF, detail: object) -> None:
        """Paints what is within `clip`; the painter is in scene units."""
        ...


class Listed:
    """A display list as a drawing."""

    def __init__(self, display_list: DisplayList) -> None:
        self.display_list = display_list
        self.width, self.height = display_list.width, display_list.height

    def detail(self, view: QRectF, scale: float) -> object:
        """All of it, at any size."""
        return None

    def paint(self, painter: QPainter, clip: QRectF, detail: object) -> None:
        """See `Drawing`."""
        paint(painter, self.display_list, clip)
