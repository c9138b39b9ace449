import colorsys
import re
from dataclasses import fields
from itertools import pairwise, product

import pytest

from nablascope.core.scene.colours import dimmed, faint, mixed
from nablascope.core.scene.strength import LEVELS
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.theme_file import THEMES, load_theme

AA = 4.5

TEXT_ON_GROUNDS = [
    *product(
        ["ink", "muted"], ["paper", "panel", "field", "leaf", "constant", "gradient_wash", "error_wash"]
    ),
    *product(["value", "gradient"], ["paper", "panel", "field", "leaf", "constant"]),
    ("gradient", "gradient_wash"),
    ("on_accent", "accent_ink"),
    ("error", "error_wash"),
    ("error", "panel"),
]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUNDS)
def test_text_can_be_read(name, text, ground):
    theme = load_theme(name)

    assert contrast(getattr(theme, text), getattr(theme, ground)) >= AA


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("line", ["edge", "gradient"])
def test_edges_stand_out_from_the_paper(name, line):
    theme = load_theme(name)

    assert contrast(getattr(theme, line), theme.paper) > 2


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_made_of_colours(name):
    theme = load_theme(name)

    assert theme.name == name
    colours = {field.name: getattr(theme, field.name) for field in fields(Theme)} | {
        str(step): colour for step, colour in enumerate(theme.gradient_scale)
    }
    for field in ("name", "gradient_scale", "gradient_dash", "coloured"):
        del colours[field]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())


@pytest.mark.parametrize("name", THEMES)
def test_the_scale_of_gradients_goes_away_from_the_paper_in_steps_that_can_be_told_apart(name):
    theme = load_theme(name)
    steps = [contrast(colour, theme.paper) for colour in theme.gradient_scale]

    assert len(steps) == LEVELS
    assert steps[0] >= 3
    assert all(more / less > 1.25 for less, more in pairwise(steps))


@pytest.mark.parametrize("name", THEMES)
def test_the_scale_of_gradients_stays_orange(name):
    hues = [colorsys.rgb_to_hsv(*rgb(colour)) for colour in load_theme(name).gradient_scale]

    assert all(12 <= 360 * hue <= 48 for hue, _, _ in hues)


def rgb(colour):
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def test_on_paper_nothing_is_tinted_and_the_dash_tells_gradients_from_values():
    theme = load_theme("print")

    grounds = ("paper", "panel", "field", "leaf", "constant", "gradient_wash", "error_wash")
    assert {getattr(theme, ground) for ground in grounds} == {"#ffffff"}
    assert theme.gradient_dash


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_coloured_where_it_is_asked_for(name):
    assert not load_theme(name).coloured
    assert load_theme(name, coloured=True).coloured


def test_dark_is_dark():
    assert luminance(load_theme("dark").paper) < 0.05 < luminance(load_theme("light").paper)


def test_an_unknown_theme_is_an_error():
    with pytest.raises(OSError, match="sepia"):
        load_theme("sepia")


def test_a_dimmed_theme_is_nearer_to_its_paper():
    theme = load_theme("light")

    faded = dimmed(theme)

    assert faded.paper == theme.paper
    assert 1 < contrast(faded.ink, theme.paper) < contrast(theme.ink, theme.paper)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"), [*product(["ink", "muted", "value"], ["panel", "paper", "leaf"])]
)
def test_what_the_output_does_not_depend_on_is_weaker_and_can_still_be_read(name, text, ground):
    theme = load_theme(name)
    weak = faint(theme)

    assert contrast(getattr(weak, text), getattr(weak, ground)) >= AA
    assert contrast(weak.ink, weak.panel) < contrast(theme.ink, theme.panel)


def test_mixing_goes_from_one_colour_to_the_other():
    assert mixed("#000000", "#ff8040", 0.0) == "#000000"
    assert mixed("#000000", "#ff8040", 1.0) == "#ff8040"
    assert mixed("#000000", "#ff8040", 0.5) == "#804020"
