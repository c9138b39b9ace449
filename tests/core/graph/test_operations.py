import pytest

from nablascope.core.graph.operations import symbol


@pytest.mark.parametrize(
    ("function", "sign"),
    [
        ("div", "÷"),
        ("mul", "×"),
        ("sub", "−"),
        ("add_", "+="),
        ("sin", "sin"),
        ("sin_", "sin_"),
        ("_softmax", "softmax"),
    ],
)
def test_an_operation_has_the_sign_of_mathematics_or_its_own_name(function, sign):
    assert symbol(function) == sign
