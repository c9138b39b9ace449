# Source: torch.func Whirlwind Tour, "grad", "vjp", "jacrev, jacfwd, and hessian"
# https://docs.pytorch.org/docs/stable/func.whirlwind_tour.html
# Changes: printed for the asserts; without vmap and hessian.
# Graph: none
import torch
from torch.func import grad, jacrev

x = torch.tensor([0.1, 0.7, -1.2])

def f(x):
    return x.sin().sum()

print(grad(f)(x))
print(jacrev(torch.sin)(x))
