"""Formulas in MathML as pictures, set by ziamath in the STIX Two Math face that comes with it."""

import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nablascope.core.scene.display_list import Colour

if TYPE_CHECKING:
    from ziamath.zmath import Math

_KEPT, _KEPT_PICTURES = 1024, 256
"""Formulas; a picture of one takes up to 0.2 MB on a fine screen, and no page has so many."""

_MARGIN = 1.0
"""Pixels that ziamath leaves on every side."""

_LONGEST = 20_000
"""Characters of MathML; more could not be read, and would keep the window waiting."""

_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What ziamath raises where it cannot set something; it has no exception of its own."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A formula as SVG with its measures in pixels: `ascent` above the baseline, `descent` below."""

    svg: str
    width: float
    ascent: float
    descent: float


@lru_cache(_KEPT)
def typeset(math: str, pixels: int, colour: Colour) -> Typeset | None:
    """Sets a formula; None where it cannot be set, also where the face lacks one of its characters.

    Args:
        math: the elements of a row of MathML.
        pixels: the size of an em.
        colour: of everything.
    """
    if len(math) > _LONGEST:
        return None
    try:
        return _set(math, pixels, colour)
    except _FAILURES:
        return None


def _set(math: str, pixels: int, colour: Colour) -> Typeset | None:
    row = ElementTree.fromstring(f'<math displaystyle="true" mathcolor="{colour}">{math}</math>')
    formula = _setter()(row, size=pixels, margin=_MARGIN)
    if not all(_is_known(formula, character) for character in "".join(row.itertext())):
        return None
    box = formula.node.bbox
    width = box.xmax - box.xmin + 2 * _MARGIN
    return Typeset(formula.svg(), width, box.ymax + _MARGIN, _MARGIN - box.ymin)


@cache
def _setter() -> "type[Math]":
    """Imported at the first formula: 0.1 s that the window need not wait for."""
    with warnings.catch_warnings():
        # Its way to find its face is deprecated in Python 3.11 and 3.12, and no longer in 3.13.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Math
    # Qt's SVG reader does not draw the symbols of SVG 2 in their place.
    config.svg2 = False
    return Math


def _is_known(formula: "Math", character: str) -> bool:
    return character.isspace() or bool(formula.font.glyphindex(character))


@lru_cache(_KEPT_PICTURES)
def picture(formula: Typeset, ascent: int, descent: int, ratio: float) -> QImage:
    """The formula with its baseline `descent` pixels above the lower edge, on nothing.

    Args:
        formula: what to paint.
        ascent: the height above the baseline, at least the formula's.
        descent: the depth below it, at least the formula's.
        ratio: pixels of the device for each of ours.
    """
    from PySide6.QtSvg import QSvgRenderer

    size = ceil(formula.width * ratio), ceil((ascent + descent) * ratio)
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    place = QRectF(0.0, ascent - formula.ascent, formula.width, formula.ascent + formula.descent)
    with QPainter(image) as painter:
        QSvgRenderer(QByteArray(formula.svg.encode())).render(painter, place)
    return image
