"""What autograd does not see can change numbers, and never the places that a backward pass reads."""

import pytest


def test_a_change_of_indices_through_data_is_seen_by_backward(run):
    outcome = run(
        "o, i = F.max_pool1d(x[None], 2, return_indices=True)\ni.data.zero_()\no.sum().backward()",
        x=[1.0, 2.0],
    )
    assert outcome.failure.message == "a value that backward needs was changed in place"
    assert outcome.notes == ()


def test_the_data_of_integers_shares_their_memory(value):
    assert value("i = torch.tensor([1, 2])\ni.data.add_(1)\ni.tolist()") == [2, 3]


def test_the_data_of_integers_cannot_be_replaced(run):
    outcome = run("i = torch.tensor([1])\ni.data = torch.tensor([2])")
    assert outcome.failure.message == "this is not a value for .data"


@pytest.mark.parametrize(
    "text",
    ["torch.tensor([1]).view(torch.float64)", "torch.ones(2).view(dtype=torch.int32)"],
)
def test_integers_and_decimal_numbers_share_no_memory(run, text):
    assert run(text).failure.message == "integers and decimal numbers cannot share their memory"


def test_a_view_of_another_size_or_kind_of_numbers_is_torchs(value):
    assert value("torch.zeros(4).view(torch.float64).view(2, 1).tolist()") == [[0.0], [0.0]]


def test_a_vector_goes_into_parameters(value):
    text = (
        "p = [torch.zeros(2), torch.zeros(1)]\nnn.utils.vector_to_parameters(torch.ones(3), p)\np[1].tolist()"
    )
    assert value(text) == [1.0]


@pytest.mark.parametrize("parameter", ["torch.tensor([1])", "torch.ones(1)"])
def test_integers_go_into_no_parameters(run, parameter):
    outcome = run(f"nn.utils.vector_to_parameters(torch.tensor([2]), [{parameter}])")
    assert outcome.failure.message == "the vector and the parameters have different dtypes"
