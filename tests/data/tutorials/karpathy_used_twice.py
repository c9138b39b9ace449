# Source: The spelled-out intro to neural networks and backpropagation (A. Karpathy), the bug of a node used twice
# https://www.youtube.com/watch?v=VMj-3S1tku0
# Changes: torch.tensor for Value.
import torch

a = torch.tensor(3.0, requires_grad=True)
b = a + a
b.backward()
print(a.grad)

a = torch.tensor(-2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
d = a * b
e = a + b
f = d * e
f.backward()
print(a.grad, b.grad)
