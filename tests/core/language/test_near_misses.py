import pytest

from nablascope.core.language.near_misses import near_misses
from nablascope.core.language.parse import parse


def test_an_input_that_is_nearly_a_name_of_the_program_is_asked_about():
    assert near_misses(parse("loss = x**2\ny = 3*lss")) == (
        "lss in line 2 has no value in the program, so it is an input. Did you mean loss?",
    )


@pytest.mark.parametrize(
    "text", ["weight1 = x\ny = weight2*weight1", "a = x\nb = ab", "y = x**2", "loss = x\nz = target - loss"]
)
def test_inputs_that_are_meant_are_left_alone(text):
    assert near_misses(parse(text)) == ()
