"""How large tensors are, found for all of them at once."""

import numpy as np
import pytest
from tests.core.traces import tensor

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensor import Statistics, TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.scene.many.magnitude import BANDS, bands, magnitudes


def of(*tensors):
    builder = TensorsBuilder()
    index = [NOTHING if one is None else builder.add_summary(one) for one in tensors]
    return magnitudes(builder.build(), np.array(index)).tolist()


def test_a_number_is_as_large_as_its_absolute_value_and_nothing_is_zero():
    assert of(tensor(-2.5), None, tensor(0.0), tensor(True, dtype="bool"), tensor(-3, dtype="int64")) == [
        2.5,
        0.0,
        0.0,
        1.0,
        3.0,
    ]


def test_a_tensor_is_as_large_as_its_largest_element():
    assert of(tensor(1.0, -7.0, 3.0, shape=(3,)), tensor("(3-4j)", dtype="complex64")) == [7.0, 4.0]


def test_what_did_not_travel_counts_by_its_statistics():
    statistics = Statistics(-9.0, 4.0, 0.0, 1.0, 10.0, nan=0, infinite=0, zero=0)
    assert of(TensorSummary((1000,), "float32", "cpu", (1.0, 2.0), statistics)) == [9.0]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_nan_is_as_large_as_an_infinity(value):
    assert of(tensor(value), tensor(1.0, value, shape=(2,))) == [float("inf")] * 2


def test_the_strength_of_a_gradient_follows_its_exponent():
    strength = bands(np.array([0.0, 1e-8, 1e-4, 1.0, float("inf")]))
    assert strength[0] == 0
    assert strength[1] == 1
    assert strength[-1] == BANDS
    assert (np.diff(strength[1:].astype(int)) >= 0).all()


def test_gradients_that_are_all_alike_have_one_middle_strength():
    assert set(bands(np.array([2.0, 2.0, 0.0])).tolist()) == {0, 1 + BANDS // 2}


def test_where_nothing_flows_nothing_is_strong():
    assert bands(np.zeros(3)).tolist() == [0, 0, 0]
