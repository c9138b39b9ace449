# Source: torch.autograd.grad, the parameters create_graph and grad_outputs
# https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html
# Changes: the parameters' descriptions, run on x**3.
import torch

x = torch.tensor([1., 2., 3.], requires_grad=True)
y = x**3
(first,) = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)
print(first)
(second,) = torch.autograd.grad(first, x, torch.ones_like(first), create_graph=True)
print(second)
(third,) = torch.autograd.grad(second.sum(), x)
print(third)
