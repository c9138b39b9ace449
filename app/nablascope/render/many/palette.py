"""`Palette`: what every node and every edge of a large graph looks like at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nablascope.core.scene.display_list import Colour
from nablascope.core.scene.many.magnitude import Flags, Floats
from nablascope.core.scene.theme import Theme
from nablascope.render.many.colours import Look


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """Looks by number.

    Attributes:
        look: of each node a place in `looks`.
        strength: of each edge a place in `colours`.
        alarming: of each node whether it has a red dot.
        in_play: the nodes that stand out, and in which colour.
        cards: of each node its card in the scene.
        theme: the colours.
    """

    look: npt.NDArray[np.uint8]
    looks: tuple[Look, ...]
    strength: npt.NDArray[np.uint8]
    colours: tuple[Colour, ...]
    alarming: Flags
    in_play: Mapping[int, Colour]
    cards: Floats
    theme: Theme
