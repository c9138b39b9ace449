"""A tensor's description gives its elements back in its own shape."""

import pytest
import torch

from nablascope.core.graph.tensor import nested
from nablascope.engine.gathered import Gathered
from nablascope.engine.snapshot import read


def summarise(tensor, limit):
    """What travels of a tensor."""
    gathered = Gathered()
    gathered.add(read(tensor, limit))
    return gathered.build()[0]


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor(2.5),
        torch.tensor([]),
        torch.zeros(2, 0),
        torch.zeros(0, 3),
        torch.arange(24).reshape(2, 3, 4),
        torch.tensor([[True, False]]),
        torch.arange(6.0).reshape(2, 3).T,
    ],
    ids=lambda tensor: f"{tensor.dtype} {tuple(tensor.shape)}",
)
def test_a_whole_tensor_is_what_torchs_own_tolist_gives(tensor):
    assert nested(summarise(tensor, None)) == tensor.tolist()


def test_a_preview_says_that_it_is_not_the_whole():
    summary = summarise(torch.arange(10), 3)
    assert (summary.values, summary.size, summary.whole) == ((0, 1, 2), 10, False)
    with pytest.raises(ValueError, match="only 3 of 10"):
        nested(summary)


def test_complex_numbers_travel_as_their_text():
    assert summarise(torch.tensor([1 + 2j]), None).values == ("(1+2j)",)


def test_a_sparse_tensor_shows_all_of_its_elements():
    assert nested(summarise(torch.eye(2).to_sparse(), None)) == [[1.0, 0.0], [0.0, 1.0]]
