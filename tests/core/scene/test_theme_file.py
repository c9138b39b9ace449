import re
from dataclasses import fields
from itertools import product

import pytest

from nablascope.core.scene.colours import dimmed, faint, mixed
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
    for field in fields(Theme)[1:]:
        assert re.fullmatch("#[0-9a-f]{6}", getattr(theme, field.name))


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
