"""The bundled fonts, since a bare machine has none."""

from collections.abc import Callable
from functools import cache
from threading import local
from typing import TypeVar, TypeVarTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage

from nablascope.core.scene.display_list import Face
from nablascope.resource import resource

FAMILIES: dict[Face, tuple[str, ...]] = {
    "ui": ("Inter", "DejaVu Sans"),
    "mono": ("JetBrains Mono", "DejaVu Sans"),
}
"""Each face's families; the last one has the mathematical signs the others lack."""

_POINTS_PER_INCH = 72
_METRES_PER_INCH = 0.0254


Arguments = TypeVarTuple("Arguments")
Made = TypeVar("Made")


def _cached_in_thread(make: Callable[[*Arguments], Made]) -> Callable[[*Arguments], Made]:
    """`make`, with a cache for each thread: fonts change inside while they are used."""
    kept = local()

    def made(*arguments: *Arguments) -> Made:
        if not hasattr(kept, "made"):
            kept.made = cache(make)
        return kept.made(*arguments)

    return made


@cache
def load_fonts() -> None:
    """Makes the bundled fonts known to Qt, once; needs a `QGuiApplication`.

    Raises:
        OSError: if one is missing or broken.
    """
    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise OSError(f"the bundled font {path.name} cannot be loaded")
    if missing := {family for names in FAMILIES.values() for family in names} - set(QFontDatabase.families()):
        raise OSError(f"the bundled fonts {', '.join(sorted(missing))} are missing")


@_cached_in_thread
def font(face: Face, size: float, weight: int, dots_per_inch: int) -> QFont:
    """A font whose em is `size` pixels on a device of that resolution.

    Sizes are set in points because Qt's pixel sizes are whole. Hinting is off: it would move letters
    differently at every zoom.
    """
    made = QFont(list(FAMILIES[face]))
    made.setPointSizeF(size * _POINTS_PER_INCH / dots_per_inch)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@_cached_in_thread
def metrics(face: Face, size: float, weight: int, dots_per_inch: int) -> QFontMetricsF:
    """The measures of `font` of the same arguments, in pixels of that device."""
    device = QImage(1, 1, QImage.Format.Format_Mono)
    device.setDotsPerMeterX(round(dots_per_inch / _METRES_PER_INCH))
    device.setDotsPerMeterY(round(dots_per_inch / _METRES_PER_INCH))
    return QFontMetricsF(font(face, size, weight, dots_per_inch), device)
