from xml.etree import ElementTree

import pytest
from tests.core.traces import run

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Box, Curve, DisplayList, Label, Pen
from nablascope.core.scene.draw import draw
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.files import ExportError
from nablascope.render.page import MARGIN
from nablascope.render.svg import to_svg, write_svg

SVG = "{http://www.w3.org/2000/svg}"


def picture(code="y = torch.sin(x / 2**1.5)", x=100.0):
    trace = run(code, x=x)
    return draw(trace, lay_out(trace), load_theme("light"))


def label(text):
    return DisplayList((Label(0.0, 10.0, text, "mono", 13.5, 500, "#123456", "end"),), 100.0, 20.0, "#ffffff")


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_text_of_the_picture_is_text():
    display_list = picture()

    shown = texts(to_svg(display_list))

    assert shown == [item.text for item in display_list.items if isinstance(item, Label)]
    assert {"−0.7158", "−0.2469", "35.3553", "SinBackward0", "÷"} < set(shown)


def test_a_picture_has_a_margin_and_a_ground():
    display_list = picture()
    root = ElementTree.fromstring(to_svg(display_list))

    assert float(root.attrib["width"]) == display_list.width + 2 * MARGIN
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert root[0].attrib["fill"] == display_list.background
    assert root[1].attrib["transform"] == "translate(24 24)"


def test_a_transparent_picture_has_no_ground():
    root = ElementTree.fromstring(to_svg(picture(), "transparent"))

    assert [element.tag for element in root] == [f"{SVG}g"]


@pytest.mark.parametrize("text", ["a < b & c > 'd' \"e\"", "  two  spaces ", "−0.2469 ∇ 権"])
def test_any_text_arrives_unchanged(text):
    assert texts(to_svg(label(text))) == [text]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f\x0b", "\ud800", "\ufffe"])
def test_characters_xml_forbids_do_not_break_the_file(character):
    (shown,) = texts(to_svg(label(f"a{character}b")))

    assert str(shown)[:: len(str(shown)) - 1] == "ab"


def test_a_text_names_fonts_to_fall_back_on():
    (element,) = ElementTree.fromstring(to_svg(label("x"))).iter(f"{SVG}text")

    assert element.attrib["font-family"] == "JetBrains Mono, DejaVu Sans Mono, monospace"
    assert (element.attrib["font-size"], element.attrib["font-weight"]) == ("13.5", "500")
    assert (element.attrib["text-anchor"], element.attrib["fill"]) == ("end", "#123456")


@pytest.mark.parametrize(("text", "width"), [("−0.7158", "56.7"), ("xⁿ", "16.2"), ("権重", "32.4")])
def test_a_text_is_as_wide_as_the_picture_counted_on_whatever_font_there_is(text, width):
    (element,) = ElementTree.fromstring(to_svg(label(text))).iter(f"{SVG}text")

    assert element.attrib["textLength"] == width
    assert element.attrib["lengthAdjust"] == "spacingAndGlyphs"


def test_words_are_not_stretched():
    words = DisplayList((Label(0.0, 10.0, "value", "ui", 10.0, 400, "#123456"),), 100.0, 20.0, "#ffffff")

    assert "textLength" not in to_svg(words)


def test_boxes_and_curves_keep_their_geometry():
    box = Box(0.5, 1.0, 20.0, 10.25, 8.0, "#111111", Pen("#222222", 1.0, (4.0, 3.0)))
    curve = Curve(((0.0, 0.0), (1.0, 0.0), (2.0, 3.5), (3.0, 3.5)), Pen("#333333", 1.6))
    root = ElementTree.fromstring(to_svg(DisplayList((box, curve), 30.0, 20.0, "#ffffff"), "transparent"))

    rect, path = root[0]
    assert {**rect.attrib} == {
        **{"x": "0.5", "y": "1", "width": "20", "height": "10.25", "rx": "8", "fill": "#111111"},
        **{"stroke": "#222222", "stroke-width": "1", "stroke-dasharray": "4 3"},
    }
    assert path.attrib["d"] == "M0 0 C1 0 2 3.5 3 3.5"
    assert (path.attrib["fill"], path.attrib["stroke"], path.attrib["stroke-width"]) == (
        "none",
        "#333333",
        "1.6",
    )


def test_a_written_file_is_the_document(tmp_path):
    path = tmp_path / "sine.svg"
    path.write_text("before", encoding="utf-8")

    write_svg(picture(), path)

    assert path.read_text(encoding="utf-8") == to_svg(picture())
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path):
    path = tmp_path / "missing" / "sine.svg"

    with pytest.raises(ExportError, match=r"cannot write .*missing.*sine\.svg"):
        write_svg(picture(), path)
