# Source: Autograd: Automatic Differentiation (the 60 minute blitz until 2020), "Gradients"
# https://pytorch.org/tutorials/beginner/former_torchies/autograd_tutorial.html
import torch

x = torch.randn(3, requires_grad=True)

y = x * 2
while y.data.norm() < 1000:
    y = y * 2

print(y)

v = torch.tensor([0.1, 1.0, 0.0001], dtype=torch.float)
y.backward(v)

print(x.grad)
