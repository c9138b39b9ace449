import pytest

from nablascope.core.language.near_misses import near_misses
from nablascope.core.language.parse import parse


def test_an_input_that_is_nearly_a_name_of_the_program_is_asked_about():
    assert near_misses(parse("loss = x**2\ny = 3*lss")) == (
        "lss in line 2 has no value in the program, so it is an input. Did you mean loss?",
    )


@pytest.mark.parametrize(
    "text",
    [
        "weight1 = x\ny = weight2*weight1",
        "a = x\nb = ab",
        "y = x**2",
        "loss = x\nz = target - loss",
        "loss = x\ny = loss_a*loss",
        "weight_in = x\ny = weight_out*weight_in",
        "loss_1 = x\ny = loss_2*loss_1",
        "def f(v):\n    total = v\n    return total\ny = totals*f(x)",
        "def f(v):\n    total = v\n    return total\ndef g(v): return totals*f(v)\ny = g(x)",
    ],
)
def test_inputs_that_are_meant_are_left_alone(text):
    assert near_misses(parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("learning_rate = x\ny = lerning_rate", "learning_rate"),
        ("learning_rate = x\ny = learningrate", "learning_rate"),
        ("def f(target): return trget\ny = f(x)", "target"),
        ("def f(v):\n    total = v\n    return totl\ny = f(x)", "total"),
    ],
)
def test_what_can_be_read_there_is_suggested(text, near):
    (sentence,) = near_misses(parse(text))
    assert sentence.endswith(f"Did you mean {near}?")
