# Source: torch.Tensor.retain_grad and torch.Tensor.retains_grad
# https://docs.pytorch.org/docs/stable/generated/torch.Tensor.retain_grad.html
# Changes: the descriptions, run.
import torch

x = torch.tensor([1., -2.], requires_grad=True)
y = x * x
y.retain_grad()
z = y.sum()
z.backward()
print(y.grad, y.retains_grad, x.retains_grad, x.is_leaf, y.is_leaf)
