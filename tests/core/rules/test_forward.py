"""What an operation computes is written only where it is that with its settings."""

import pytest

from nablascope.core.rules.forward import FORWARD, forward_of
from nablascope.core.rules.write import write


@pytest.mark.parametrize("settings", [{}, {"alpha": "1"}, {"alpha": "1.0", "size": "3"}])
def test_a_sum_is_a_sum(settings):
    assert write(forward_of("add", settings), {}) == "x + y"


@pytest.mark.parametrize(
    ("function", "settings"),
    [("add", {"alpha": "3"}), ("addmm", {"beta": "0"}), ("div", {"rounding_mode": "'floor'"}), ("relu", {})],
)
def test_another_setting_or_operation_is_not_written_as_one(function, settings):
    assert forward_of(function, settings) is None


def test_an_operation_in_place_computes_what_the_other_does():
    assert write(forward_of("mul_", {}), {}) == "x · y"


def test_a_transposed_matrix_is_raised():
    assert write(forward_of("t", {}), {"x": "W"}) == "Wᵀ"


@pytest.mark.parametrize("function", FORWARD)
def test_every_expression_can_be_written(function):
    assert write(forward_of(function, {}), {})
