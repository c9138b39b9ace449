# Source: Autograd: Automatic Differentiation (the 60 minute blitz until 2020), "Gradients"
# https://pytorch.org/tutorials/beginner/former_torchies/autograd_tutorial.html
# Graph: z
import torch

x = torch.randn(3, requires_grad=True)
print(x.requires_grad)
print((x ** 2).requires_grad)

with torch.no_grad():
    print((x ** 2).requires_grad)

print(x.requires_grad)
y = x.detach()
print(y.requires_grad)
print(x.eq(y).all())
z = (x ** 2).sum()
