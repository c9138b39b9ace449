# Source: How Computational Graphs are Constructed in PyTorch (PyTorch blog)
# https://pytorch.org/blog/computational-graphs-constructed-in-pytorch/
import torch

x = torch.tensor([0.5, 0.75], requires_grad=True)
v = x[0] * x[1]
print(v)
l = torch.log(v)
y = torch.sin(x[1]) * l
print(y.grad_fn)
y.backward()
print(x.grad)
