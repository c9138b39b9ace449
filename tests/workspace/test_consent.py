"""Which texts count as an edit of the one that a person allowed, and which took its place."""

import pytest

from nablascope.workspace.consent import is_edit_of

ALLOWED = "class A:\n    pass\n\n\na = A()\nx**2"


@pytest.mark.parametrize(
    "text",
    [
        ALLOWED,
        ALLOWED.replace("x**2", "x**3"),
        ALLOWED.replace("x**2", "y = x**2\nz = y * y\nz + 1"),
        "class A:\n    pass",
        ALLOWED.replace("    pass", "        pass"),
        f"\n\n\n{ALLOWED}\n\n\n",
    ],
)
def test_a_text_of_which_half_is_as_allowed_is_an_edit(text):
    assert is_edit_of(text, ALLOWED)


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "import os\nos.remove('a')\nos.remove('b')\nx**2",
        "x**2",
        "x**2\n" * 4,
        ALLOWED + "\nprint(1)" * 5,
        "\n\n\n",
        "",
    ],
)
def test_a_text_of_which_more_is_not_as_allowed_took_its_place(text):
    assert not is_edit_of(text, ALLOWED)
