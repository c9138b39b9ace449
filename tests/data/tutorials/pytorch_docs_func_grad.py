# Source: torch.func.grad, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.func.grad.html
# Changes: the sines are printed for the asserts; a fixed point.
# Graph: none
import torch
from torch.func import grad

x = torch.tensor(0.5)
cos_x = grad(lambda x: torch.sin(x))(x)
print(cos_x, x.cos())

# Second-order gradients
neg_sin_x = grad(grad(lambda x: torch.sin(x)))(x)
print(neg_sin_x, -x.sin())
