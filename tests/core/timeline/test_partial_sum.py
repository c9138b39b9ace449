"""A partial sum is torch's own addition to the last bit, in every precision that gradients come in."""

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.timeline.partial_sum import partial_sum

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)

numbers = st.one_of(
    st.floats(width=64),
    st.floats(-70000, 70000, width=32),
    st.sampled_from(
        (0.0, -0.0, float("inf"), -float("inf"), float("nan"), 65504.0, 3.4e38, 6e-8, 1.8e308 / 1.01)
    ),
)


def summary(tensor):
    values = map(str, tensor.tolist()) if tensor.is_complex() else tensor.tolist()
    return TensorSummary(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), "cpu", tuple(values))


def added(tensors):
    total = tensors[0]
    for tensor in tensors[1:]:
        total = total + tensor
    return total


def same(tensors):
    """Compared as text: a NaN equals itself there, and zeros differ by their sign."""
    return repr(partial_sum([summary(tensor) for tensor in tensors])) == repr(summary(added(tensors)))


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@settings(max_examples=300)
@given(shares=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
@example(shares=[(65504.0, -65504.0), (65504.0, -65504.0)])
@example(shares=[(3.3e38, -3.3e38), (3.3e38, -3.3e38)])
@example(shares=[(-0.0, 0.0), (-0.0, -0.0)])
@example(shares=[(float("inf"), float("nan")), (-float("inf"), 1.0)])
def test_real_shares_add_up_as_torch_adds_them(dtype, shares):
    assert same([torch.tensor(share, dtype=torch.float64).to(dtype) for share in shares])


@pytest.mark.parametrize("dtype", [torch.complex64, torch.complex128], ids=str)
@settings(max_examples=300)
@given(shares=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
@example(shares=[(3.3e38, -0.0), (3.3e38, -0.0)])
def test_complex_shares_add_up_as_torch_adds_them(dtype, shares):
    half = torch.float32 if dtype == torch.complex64 else torch.float64
    pairs = [torch.tensor(share, dtype=torch.float64).to(half) for share in shares]
    assert same([torch.view_as_complex(pair).reshape(1) for pair in pairs])


def test_of_nothing_there_is_no_sum():
    assert partial_sum([]) is None


def test_one_share_is_its_own_sum_and_stays_as_it_is():
    share = summary(torch.tensor([1.0, 2.0]))
    assert partial_sum([share]) is share


def test_of_large_tensors_the_elements_that_are_here_are_added():
    begun = TensorSummary((100,), "float32", "cpu", (1.0, 2.0))
    assert partial_sum([begun, begun]) == TensorSummary((100,), "float32", "cpu", (2.0, 4.0))
