"""How large tensors are, found for all of them at once."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.traces import tensor

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.tensor import Statistics, TensorSummary
from nablascope.core.graph.tensors import TensorsBuilder
from nablascope.core.scene.many.magnitude import among, magnitudes, strengths
from nablascope.core.scene.strength import NONE, range_of, strength


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
    assert of(tensor(1.0, -7.0, 3.0, shape=(3,)), tensor("(3-4j)", dtype="complex64")) == [7.0, 5.0]


def test_what_did_not_travel_counts_by_its_statistics():
    statistics = Statistics(-9.0, 4.0, 0.0, 1.0, 10.0, nan=0, infinite=0, zero=0)
    assert of(TensorSummary((1000,), "float32", "cpu", (1.0, 2.0), statistics)) == [9.0]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_nan_is_as_large_as_an_infinity(value):
    assert of(tensor(value), tensor(1.0, value, shape=(2,))) == [float("inf")] * 2


@given(st.lists(st.one_of(st.none(), st.floats(min_value=0.0, max_value=1e300), st.just(math.inf))))
@example([1.0, 1e-4, 10**-0.5, 0.0, None])
@example([2.0, 2.0, 0.0])
@example([5e-324, 1e300])
def test_the_strength_of_a_share_is_the_same_in_a_graph_of_any_size(sizes):
    shares = range_of(size for size in sizes if size is not None)
    flows = np.array([size is not None for size in sizes], bool)
    known = np.array([size or 0.0 for size in sizes])

    assert among(known) == shares
    found = strengths(known, flows, shares).tolist()
    assert found == [NONE if size is None else strength(size, shares) for size in sizes]
