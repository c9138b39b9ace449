# Source: micrograd's README, "Example usage"
# https://github.com/karpathy/micrograd
# Changes: torch.tensor for Value, torch.relu for its relu method, .item() for .data.
import torch

a = torch.tensor(-4.0, requires_grad=True)
b = torch.tensor(2.0, requires_grad=True)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f'{g.item():.4f}') # prints 24.7041, the outcome of this forward pass
g.backward()
print(f'{a.grad.item():.4f}') # prints 138.8338, i.e. the numerical value of dg/da
print(f'{b.grad.item():.4f}') # prints 645.5773, i.e. the numerical value of dg/db
