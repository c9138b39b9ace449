"""`Formulas`: the formulas of one page as markup, and the pictures that it shows."""

from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from math import ceil

from PySide6.QtGui import QImage

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.inspection import Formula, Piece
from nablascope.render.formula import Typeset, picture, typeset
from nablascope.ui.links import link_target

SCHEME = "formula"

_PIXELS = 15
"""An em of a formula: letters of its face are as high as those beside it at 13."""

_WIDEST = 270
"""Pixels; a wider picture would not fit a narrow inspector, and text can be broken."""

_LEADING = 2
"""Pixels above a formula, so that its lines do not touch where it is broken."""

_NAME_DIGITS = 24


@dataclass(slots=True)
class Formulas:
    """Collects what the formulas of a page need.

    Attributes:
        ratio: pixels of the screen for each of ours.
        pictures: by the name that the page calls them.
        texts: what each says in plain mathematics.
    """

    ratio: float = 1.0
    pictures: dict[str, QImage] = field(default_factory=dict[str, QImage])
    texts: dict[str, str] = field(default_factory=dict[str, str])

    def markup(self, formula: Formula, colour: Colour) -> str | None:
        """The formula as pictures in one line; None where it is to stand as text."""
        made = [typeset(piece.math, _PIXELS, colour) if piece.math else None for piece in formula.pieces]
        known = [one for one in made if one is not None and one.width <= _WIDEST]
        if len(known) < len(made):
            return None
        # Pictures of one height stand on one baseline, however the line is laid out.
        ascent = max(ceil(one.ascent) for one in known) + _LEADING
        descent = max(ceil(one.descent) for one in known)
        pairs = zip(formula.pieces, known, strict=True)
        return "".join(self._image(piece, one, (ascent, descent), colour) for piece, one in pairs)

    def _image(self, piece: Piece, made: Typeset, reach: tuple[int, int], colour: Colour) -> str:
        image = picture(made, *reach, self.ratio)
        key = f"{piece.math}{colour}{reach}{self.ratio}"
        name = f"{SCHEME}:{sha256(key.encode('utf-8', 'replace')).hexdigest()[:_NAME_DIGITS]}"
        self.pictures[name], self.texts[name] = image, piece.text
        size = f'width="{ceil(made.width)}" height="{sum(reach)}"'
        shown = f'<img src="{name}" {size} alt="{escape(piece.text)}">'
        return f'<a href="{link_target(piece.link)}">{shown}</a>' if piece.link else shown
