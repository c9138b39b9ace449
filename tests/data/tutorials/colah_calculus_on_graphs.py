# Source: Calculus on Computational Graphs: Backpropagation (C. Olah), "Derivatives on Computational Graphs"
# https://colah.github.io/posts/2015-08-Backprop/
# Changes: its expression in PyTorch.
import torch

a = torch.tensor(2., requires_grad=True)
b = torch.tensor(1., requires_grad=True)
c = a + b
d = b + 1
e = c * d
print(c, d, e)
e.backward()
print(a.grad, b.grad)
