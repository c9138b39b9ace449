"""Formulas as pictures: set where the face can, left to plain text where it cannot."""

import pytest
from PySide6.QtGui import QColor

from nablascope.core.rules.mathml import derivative, identifier
from nablascope.render.formula import picture, typeset

INK = "#1f2328"
ORANGE = "#c2410c"


def quotient(above="y", below="x"):
    return derivative("∂", identifier(above), identifier(below))


def ink_in(image):
    """The rows and the columns of pixels that are painted."""
    painted = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    ]
    return {x for x, _ in painted}, {y for _, y in painted}


def test_a_derivative_stands_on_its_baseline_with_a_part_above_and_one_below():
    made = typeset(quotient(), 15, INK)

    assert made.ascent > 10
    assert made.descent > 5
    columns, rows = ink_in(picture(made, 24, 16, 1.0))
    assert len(columns) > 8
    assert min(rows) < 24 < max(rows)


def test_nothing_is_cut_off():
    made = typeset(quotient("learning_rate", "W1"), 15, INK)
    image = picture(made, 40, 40, 1.0)
    columns, rows = ink_in(image)

    assert 0 <= min(columns) <= 3
    assert image.width() - 8 <= max(columns) < image.width()
    assert min(rows) == pytest.approx(40 - made.ascent, abs=3)
    assert max(rows) == pytest.approx(40 + made.descent, abs=3)


def test_it_has_the_colour_of_the_theme():
    image = picture(typeset("<mi>W</mi>", 60, ORANGE), 60, 20, 1.0)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert QColor(ORANGE).name() in colours


def test_a_sharp_screen_gets_more_pixels_for_the_same_place():
    made = typeset(quotient(), 15, INK)
    once, twice = picture(made, 24, 16, 1.0), picture(made, 24, 16, 2.0)

    assert twice.height() == 2 * once.height()
    assert twice.deviceIndependentSize().height() == once.deviceIndependentSize().height()


@pytest.mark.parametrize(
    "math",
    [
        "<mi>日本</mi>",
        "<mi>\U0001f600</mi>",
        "<mi>x</mi></math><script/>",
        "<mfrac><mi>x</mi></mfrac>",
        "<mi>&nothing;</mi>",
        "<mi>x</mi>" * 5000,
    ],
)
def test_what_cannot_be_set_is_left_to_plain_text(math):
    assert typeset(math, 15, INK) is None


def test_without_ziamath_formulas_are_plain_text(run_python):
    script = (
        "import sys\nsys.modules['ziamath'] = None\n"
        "from nablascope.render.formula import typeset\n"
        "print(typeset('<mi>x</mi>', 15, '#000000'))"
    )
    assert run_python(script).strip() == "None"


def test_setting_a_formula_imports_neither_numpy_nor_torch(run_python):
    script = (
        "import sys\nfrom nablascope.render.formula import typeset\n"
        "assert typeset('<mi>x</mi>', 15, '#000000')\n"
        "print(sorted({'torch', 'numpy', 'networkx', 'PIL', 'matplotlib'} & set(sys.modules)))"
    )
    assert run_python(script).strip() == "[]"
