# Source: CS231n, Backpropagation, "Patterns in backward flow"
# https://cs231n.github.io/optimization-2/
# Changes: the circuit of its figure in PyTorch.
import torch

x = torch.tensor(3., requires_grad=True)
y = torch.tensor(-4., requires_grad=True)
z = torch.tensor(2., requires_grad=True)
w = torch.tensor(-1., requires_grad=True)
f = 2 * (x * y + torch.maximum(z, w))
f.backward()
print(f)
print(x.grad, y.grad, z.grad, w.grad)
