"""The tutorial's examples ship with the app."""

import pytest

from nablascope.document.examples import FIRST, NAMES, example, examples


def test_the_tutorials_three_with_their_inputs():
    texts = {item.name: item.document.text for item in examples()}
    inputs = {item.name: {value.name: value.values for value in item.document.inputs} for item in examples()}
    assert texts["square"] == "y = x**2"
    assert texts["sine"].startswith("y = torch.sin(x / 2**1.5)")
    assert texts["two-inputs"] == "f = u**2 + v**3 + u*v"
    assert inputs == {
        "square": {"x": (9.0,)},
        "sine": {"x": (100.0,)},
        "two-inputs": {"u": (2.0,), "v": (4.0,)},
    }


def test_the_app_starts_with_one_of_them():
    assert FIRST in NAMES


def test_an_unknown_example_is_refused():
    with pytest.raises(FileNotFoundError):
        example("none")
