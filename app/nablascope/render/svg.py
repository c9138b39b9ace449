"""Our own SVG writer: text stays text, and files are small."""

import re
from functools import singledispatch
from html import escape
from pathlib import Path

from nablascope.core.scene.display_list import Box, Curve, DisplayList, Face, Item, Label, Pen
from nablascope.core.scene.text import MONO_ADVANCE, cells
from nablascope.render.files import save
from nablascope.render.page import MARGIN, Background, page_of

_FAMILIES: dict[Face, str] = {
    "ui": "Inter, DejaVu Sans, sans-serif",
    "mono": "JetBrains Mono, DejaVu Sans Mono, monospace",
}
"""A reader's machine may lack the first; `_length` keeps what replaces it in its place."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow in a document."""

_REPLACEMENT = "\ufffd"


def to_svg(display_list: DisplayList, background: Background = "paper") -> str:
    """`display_list` with a margin as an SVG document; a scene unit is a user unit."""
    page = page_of(display_list, background)
    width, height = _number(page.width), _number(page.height)
    ground = f'<rect width="{width}" height="{height}" fill="{page.ground}"/>' if page.ground else ""
    body = "\n".join(_element(item) for item in display_list.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{ground}\n'
        f'<g transform="translate({_number(MARGIN)} {_number(MARGIN)})">\n{body}\n</g></svg>\n'
    )


def write_svg(display_list: DisplayList, path: Path | str, background: Background = "paper") -> None:
    """Writes `to_svg`, whole or not at all.

    Raises:
        ExportError: if the file cannot be written.
    """
    save(path, to_svg(display_list, background).encode())


@singledispatch
def _element(item: Item) -> str:
    raise TypeError(f"{item!r} is no item of a display list")


@_element.register
def _(item: Box) -> str:
    x, y, width, height, radius = map(_number, (item.x, item.y, item.width, item.height, item.radius))
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"'
    return f'<rect {place} fill="{item.fill or "none"}"{_stroke(item.pen)}/>'


@_element.register
def _(item: Curve) -> str:
    start, *rest = (f"{_number(x)} {_number(y)}" for x, y in item.points)
    return f'<path d="M{start} C{" ".join(rest)}" fill="none"{_stroke(item.pen)}/>'


@_element.register
def _(item: Label) -> str:
    font = (
        f'font-family="{_FAMILIES[item.face]}" font-size="{_number(item.size)}" font-weight="{item.weight}"'
    )
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    place = f'x="{_number(item.x)}" y="{_number(item.y)}"'
    text = escape(_NOT_XML.sub(_REPLACEMENT, item.text))
    return (
        f'<text {place} {font} fill="{item.colour}"{anchor}{_length(item)} xml:space="preserve">{text}</text>'
    )


def _length(label: Label) -> str:
    """The width the scene counted on, for a face whose characters all have the same."""
    if label.face != "mono" or not label.text:
        return ""
    width = cells(label.text) * label.size * MONO_ADVANCE
    return f' textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"'


def _stroke(pen: Pen | None) -> str:
    if pen is None:
        return ""
    dash = f' stroke-dasharray="{" ".join(map(_number, pen.dash))}"' if pen.dash else ""
    return f' stroke="{pen.colour}" stroke-width="{_number(pen.width)}"{dash}'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
