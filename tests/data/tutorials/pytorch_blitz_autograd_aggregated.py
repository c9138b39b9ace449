# Source: A Gentle Introduction to torch.autograd, "Differentiation in Autograd"
# https://docs.pytorch.org/tutorials/beginner/blitz/autograd_tutorial.html
# Changes: the remark that Q.sum().backward() is the same, run.
import torch

a = torch.tensor([2., 3.], requires_grad=True)
b = torch.tensor([6., 4.], requires_grad=True)
Q = 3*a**3 - b**2
Q.sum().backward()
print(a.grad, b.grad)
