# Source: torch.autograd.grad, the parameters allow_unused and materialize_grads
# https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html
# Changes: the parameters' descriptions, run.
import torch

x = torch.tensor(2., requires_grad=True)
unused = torch.tensor(3., requires_grad=True)
y = x.exp()
print(torch.autograd.grad(y, (x, unused), retain_graph=True, allow_unused=True))
print(torch.autograd.grad(y, [x, unused], materialize_grads=True))
