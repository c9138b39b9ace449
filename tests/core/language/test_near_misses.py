import pytest

from nablascope.core.language.near_misses import near_misses
from nablascope.core.language.parse import parse
from nablascope.document.document import Document, with_fix


def asked(text):
    return [miss.sentence for miss in near_misses(parse(text))]


def test_an_input_that_is_nearly_a_name_of_the_program_is_asked_about():
    assert asked("loss = x**2\ny = 3*lss") == [
        "lss in line 2 has no value in the program, so it is an input. Did you mean loss?"
    ]


def test_a_function_without_brackets_is_asked_about():
    assert asked("y = sinx") == ["sinx in line 1 is one name, so it is an input. Did you mean sin(x)?"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("loss = x**2\ny = 3*lss", "loss = x**2\ny = 3*loss"),
        ("X = 2\ny = x + 2x", "X = 2\ny = X + 2X"),
        ("y = 2PI", "y = 2pi"),
        ("sinx", "sin(x)"),
        ("y = 2sinx + sinx²", "y = 2sin(x) + sin(x)²"),
        ("expx₁", "exp(x1)"),
        ("sin2x + y", "sin(2x) + y"),
        ("sinπx", "sin(πx)"),
        ("z = 2x\ny == x**2", "z = 2x\ny = x**2"),
        ("theta = 2\nsintheta*x", "theta = 2\nsin(theta)*x"),
    ],
)
def test_one_click_writes_what_was_meant(text, after):
    fix = near_misses(parse(text))[0].fix
    assert with_fix(Document(text), fix).text == after
    assert asked(after) == []


@pytest.mark.parametrize(
    "text",
    [
        *("weight1 = x\ny = weight2*weight1", "a = x\nb = ab", "y = x**2", "loss = x\nz = target - loss"),
        *("X = 2\ny = X*x", "W*x + w", "logits", "tangent", "sinx = 2\nsinx*x", "expected", "absence", "e*E"),
        *("y = 1\ny == x", "y == x\nz = y", "x**2 == y", "x[0] == y"),
    ],
)
def test_inputs_that_are_meant_are_left_alone(text):
    assert asked(text) == []


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
def test_inputs_that_look_like_a_name_on_purpose_are_left_alone(text):
    assert asked(text) == []


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
    (sentence,) = asked(text)
    assert sentence.endswith(f"Did you mean {near}?")
