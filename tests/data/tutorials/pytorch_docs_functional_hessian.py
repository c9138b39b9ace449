# Source: torch.autograd.functional.hessian, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.autograd.functional.hessian.html
import torch
from torch.autograd.functional import hessian

def pow_reducer(x):
    return x.pow(3).sum()

inputs = torch.rand(2, 2)
print(hessian(pow_reducer, inputs))

def pow_adder_reducer(x, y):
    return (2 * x.pow(2) + 3 * y.pow(2)).sum()

inputs = (torch.rand(2), torch.rand(2))
print(hessian(pow_adder_reducer, inputs))
