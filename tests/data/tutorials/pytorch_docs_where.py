# Source: torch.where, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.where.html
# Changes: x requires a gradient.
import torch

x = torch.randn(3, 2, requires_grad=True)
y = torch.ones(3, 2)
print(x)
z = torch.where(x > 0, 1.0, 0.0)
print(z)
chosen = torch.where(x > 0, x, y)
print(chosen)
chosen.sum().backward()
print(x.grad)
