# Source: Autograd: Automatic Differentiation (the 60 minute blitz until 2020), "Tensor", "Gradients"
# https://pytorch.org/tutorials/beginner/former_torchies/autograd_tutorial.html
import torch

x = torch.ones(2, 2, requires_grad=True)
print(x)

y = x + 2
print(y)
print(y.grad_fn)

z = y * y * 3
out = z.mean()

print(z, out)

out.backward()
print(x.grad)
