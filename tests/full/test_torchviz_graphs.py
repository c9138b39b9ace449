"""The graphs that torchviz's tests draw (MIT, Sergey Zagoruyko): an MLP, a double backward, an LSTM cell.

`graphs_of_torchviz` runs those tests as they are; here their graphs are built without them.
"""

import pytest
import torch
from tests.full.graphs_of_torchviz import difference
from torch import nn


@pytest.fixture
def mlp():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1))


def test_an_mlp_is_the_walk_of_next_functions(mlp):
    x = torch.randn(1, 8)
    assert difference(lambda: mlp(x).mean()) is None


def test_a_gradient_of_a_gradient_is_the_walk_of_next_functions(mlp):
    x = torch.randn(1, 8, requires_grad=True)

    def penalised():
        y = mlp(x).mean()
        (grad,) = torch.autograd.grad(y, x, create_graph=True)
        return grad.square().mean() + y

    assert difference(penalised) is None


def test_both_results_of_an_lstm_cell_are_the_walk_of_next_functions():
    torch.manual_seed(0)
    cell, x = nn.LSTMCell(128, 128), torch.randn(1, 128)
    assert difference(lambda: cell(x)) is None
