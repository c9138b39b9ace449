# Source: The spelled-out intro to neural networks and backpropagation (A. Karpathy), "manual backpropagation"
# https://www.youtube.com/watch?v=VMj-3S1tku0
# Changes: torch.tensor for Value; one step of the inputs, as it does.
import torch

a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(-3.0, requires_grad=True)
c = torch.tensor(10.0, requires_grad=True)
f = torch.tensor(-2.0, requires_grad=True)
e = a*b
d = e + c
L = d * f
L.backward()
print(a.grad, b.grad, c.grad, f.grad)

with torch.no_grad():
    a += 0.01 * a.grad
    b += 0.01 * b.grad
    c += 0.01 * c.grad
    f += 0.01 * f.grad

    e = a*b
    d = e + c
    L = d * f

print(L.item())
