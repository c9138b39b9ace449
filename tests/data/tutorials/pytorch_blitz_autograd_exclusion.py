# Source: A Gentle Introduction to torch.autograd, "Exclusion from the DAG"
# https://docs.pytorch.org/tutorials/beginner/blitz/autograd_tutorial.html
# Graph: b
import torch

x = torch.rand(5, 5)
y = torch.rand(5, 5)
z = torch.rand((5, 5), requires_grad=True)

a = x + y
print(f"Does `a` require gradients?: {a.requires_grad}")
b = x + z
print(f"Does `b` require gradients?: {b.requires_grad}")
