# Source: torch.autograd.functional.jacobian, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.autograd.functional.jacobian.html
import torch
from torch.autograd.functional import jacobian

def exp_reducer(x):
    return x.exp().sum(dim=1)

inputs = torch.rand(2, 2)
print(jacobian(exp_reducer, inputs))

def exp_adder(x, y):
    return 2 * x.exp() + 3 * y

inputs = (torch.rand(2), torch.rand(2))
print(jacobian(exp_adder, inputs))
