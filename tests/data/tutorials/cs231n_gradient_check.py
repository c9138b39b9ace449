# Source: CS231n, Neural Networks Part 3, "Gradient Checks"
# https://cs231n.github.io/neural-networks-3/
# Changes: its centred difference and relative error, written out.
import torch

def f(x):
    return (torch.sin(x) * x ** 2).sum()

x = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64, requires_grad=True)
f(x).backward()
h = 1e-5
for i in range(len(x)):
    step = torch.zeros_like(x)
    step[i] = h
    with torch.no_grad():
        numeric = (f(x + step) - f(x - step)) / (2 * h) # use instead
    analytic = x.grad[i]
    relative = abs(numeric - analytic) / max(abs(numeric), abs(analytic))
    print(i, analytic.item(), relative.item() < 1e-7)
