"""Numbers keep their precision on their way out of the engine."""

import pytest
import torch

from nablascope.engine.forms import dtype_name
from nablascope.engine.gathered import Gathered
from nablascope.engine.snapshot import read


def summarise(tensor, limit):
    """What travels of a tensor."""
    gathered = Gathered()
    gathered.add(read(tensor, limit))
    return gathered.build()[0]


def summarise_number(number):
    """What travels of a Python number."""
    gathered = Gathered()
    gathered.add_number(number)
    return gathered.build()[0]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int8])
def test_every_element_is_the_number_torch_holds(dtype):
    tensor = torch.tensor([3, 7], dtype=dtype) / (1 if dtype == torch.int8 else 3)
    assert summarise(tensor, None).values == tuple(element.item() for element in tensor)


def test_a_tensor_says_its_shape_dtype_and_device():
    summary = summarise(torch.zeros(2, 3, dtype=torch.float64), 1)
    assert (summary.shape, summary.dtype, summary.device) == ((2, 3), "float64", "cpu")


def test_a_python_number_keeps_its_full_precision():
    assert summarise_number(2**1.5).values == (2.8284271247461903,)
    assert summarise_number(2).dtype == "int64"


def test_the_name_of_a_dtype_is_torchs():
    assert dtype_name(torch.complex64) == "complex64"
