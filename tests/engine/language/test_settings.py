"""A program may change torch's settings; afterwards they are as before."""

import pytest
import torch


@pytest.mark.parametrize(
    "options",
    [
        "precision=2",
        "precision=8, sci_mode=True",
        "sci_mode=False",
        "profile='short'",
        "profile='full'",
        "edgeitems=1, threshold=5, linewidth=20",
    ],
)
def test_print_options_work_and_do_not_outlast_the_run(run, python, options):
    text = (
        f"import torch\ntorch.set_printoptions({options})\nprint(torch.arange(9.0) / 7e3, torch.rand(1) * 0)"
    )
    outcome = run(text)
    before = str(torch.arange(9.0) / 7e3)
    try:
        assert outcome.printed == python(text)
    finally:
        torch.set_printoptions(profile="default")
    assert str(torch.arange(9.0) / 7e3) == before


@pytest.mark.parametrize("options", ["precision=10**6", "edgeitems=10**6", "linewidth=-1", "precision='2'"])
def test_print_options_without_end_are_refused(failure, options):
    assert failure(f"torch.set_printoptions({options})").message == "this is not a number to print with"


def test_the_default_device_does_not_outlast_the_run(value):
    assert value("torch.set_default_device('cpu')\ntorch.ones(1).device") == torch.device("cpu")
    assert torch.get_default_device() == torch.device("cpu")


def test_a_default_device_from_outside_stays(value):
    torch.set_default_device("meta")
    try:
        assert value("torch.set_default_device('cpu')\ntorch.ones(1).device").type == "cpu"
        assert torch.get_default_device().type == "meta"
    finally:
        torch.set_default_device(None)


@pytest.mark.parametrize(
    "device", ["'meta'", "torch.device('meta')", "'cuda:99999'", "'teapot'", "3", "None"]
)
def test_a_default_device_that_is_not_there_is_refused(run, device):
    assert run(f"torch.set_default_device({device})\ntorch.ones(1)").failure is not None
    assert torch.get_default_device().type == "cpu"


def test_what_memory_held_before_is_never_seen(value):
    assert value("torch.empty(1000).abs().sum() + torch.empty_like(torch.ones(999)).sum()") == 0
    assert value("torch.ones(1).new_empty(1000).abs().sum() + torch.Tensor(9, 9).sum()") == 0


def test_a_tensor_of_numbers_is_made_as_torch_makes_it(value):
    assert torch.equal(value("torch.Tensor([1, 2])"), torch.Tensor([1, 2]))
