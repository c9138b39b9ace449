# Source: Autograd mechanics, "Gradients for non-differentiable functions"
# https://docs.pytorch.org/docs/stable/notes/autograd.html
# Changes: the rules of the list, each in numbers.
import torch

x = torch.tensor([-1., 0., 2.], requires_grad=True)
relu, = torch.autograd.grad(torch.relu(x).sum(), x)
absolute, = torch.autograd.grad(x.abs().sum(), x)
root, = torch.autograd.grad(x.sqrt().sum(), x)
print(relu)
print(absolute)
print(root)

y = torch.tensor([2., 2., 1.], requires_grad=True)
y.max().backward()
print(y.grad)
