# Source: torch.no_grad, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html
# Changes: the function doubler without its decorator.
# Graph: w
import torch

x = torch.tensor([1.], requires_grad=True)
with torch.no_grad():
    y = x * 2
print(y.requires_grad)

def doubler(x):
    with torch.no_grad():
        return x * 2
z = doubler(x)
print(z.requires_grad)

# factory function exception
with torch.no_grad():
    a = torch.nn.Parameter(torch.rand(10))
print(a.requires_grad)
w = x * 2
