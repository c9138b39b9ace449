# Source: Autograd: Automatic Differentiation (the 60 minute blitz until 2020), "Tensor"
# https://pytorch.org/tutorials/beginner/former_torchies/autograd_tutorial.html
# Graph: b
import torch

a = torch.randn(2, 2)
a = ((a * 3) / (a - 1))
print(a.requires_grad)
a.requires_grad_(True)
print(a.requires_grad)
b = (a * a).sum()
print(b.grad_fn)
