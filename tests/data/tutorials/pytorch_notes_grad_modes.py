# Source: Autograd mechanics, "Locally disabling gradient computation", "Grad Modes"
# https://docs.pytorch.org/docs/stable/notes/autograd.html
# Changes: the modes of its table, each asked with a product.
import torch

x = torch.ones(1, requires_grad=True)
with torch.no_grad():
    y = x * 2
    with torch.enable_grad():
        z = x * 3
print(y.requires_grad, z.requires_grad, torch.is_grad_enabled())
with torch.set_grad_enabled(False):
    u = x * 4
print(u.requires_grad)
z.backward()
print(x.grad)
