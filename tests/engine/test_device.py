"""An error of CUDA, but for a lack of memory, may stay for as long as the process lives."""

import pytest
import torch

from nablascope.core.language.failure import Failure
from nablascope.engine.device import is_broken

ASSERTED = Failure("CUDA error: device-side assert triggered")
FULL = Failure("the GPU has not enough memory for this: it asked for 2 GiB more")


@pytest.fixture
def cuda(monkeypatch):
    """A CUDA in use that answers, or not."""

    def make(*, answers: bool) -> None:
        def synchronize() -> None:
            if not answers:
                raise RuntimeError("CUDA error: device-side assert triggered")

        monkeypatch.setattr(torch.cuda, "is_initialized", lambda: True)
        monkeypatch.setattr(torch.cuda, "synchronize", synchronize)

    return make


def test_without_cuda_nothing_is_broken():
    assert not is_broken(Failure("this divides by zero"))


def test_a_device_that_answers_no_more_is_broken_whatever_the_failure_says(cuda):
    cuda(answers=False)
    assert is_broken(Failure("something went wrong"))


def test_so_is_one_that_reported_an_error_of_cuda(cuda):
    cuda(answers=True)
    assert is_broken(ASSERTED)


@pytest.mark.parametrize("failure", [None, FULL])
def test_a_run_that_ended_well_and_a_lack_of_memory_break_nothing(cuda, failure):
    cuda(answers=True)
    assert not is_broken(failure)
