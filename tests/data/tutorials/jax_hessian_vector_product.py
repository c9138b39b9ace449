# Source: The Autodiff Cookbook (JAX), "Hessian-vector products using both forward- and reverse-mode"
# https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html
# Changes: its grad(vdot(grad(f), v)), in PyTorch.
import torch

def f(X):
    return torch.sum(torch.tanh(X)**2)

X = torch.randn(3, 2, requires_grad=True)
V = torch.randn(3, 2)
(gradient,) = torch.autograd.grad(f(X), X, create_graph=True)
product = (gradient * V).sum()
(hvp,) = torch.autograd.grad(product, X)
print(hvp)
