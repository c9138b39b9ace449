"""Makes the PNG icons from the one SVG: ``python packaging/make_icons.py``."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from nablascope.render.gui import ensure_gui

ICONS = Path(__file__).parents[1] / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(svg: Path, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(str(svg)).render(painter)
    return image


def main() -> None:
    ensure_gui()
    svg = ICONS / "nablascope.svg"
    for size in SIZES:
        path = ICONS / f"nablascope-{size}.png"
        if not draw(svg, size).save(str(path)):
            raise SystemExit(f"cannot write {path}")


if __name__ == "__main__":
    main()
