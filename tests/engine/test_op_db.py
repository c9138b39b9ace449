"""A part of PyTorch's operator database, with every autograd node class; `tests/full` has all of it."""

import pytest
from tests.full.agree import agreement_of
from tests.full.choose_subset import subset
from tests.full.samples import program


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("run", subset(), ids=str)
def test_a_trace_shows_what_torch_says(run):
    assert agreement_of(program(run)).differences == []
