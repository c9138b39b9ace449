# Source: Dive into Deep Learning 12.3.3, "Adaptive Methods": "Newton's Method"
# https://d2l.ai/chapter_optimization/gd.html
# Changes: the derivatives by autograd, not by hand.
import torch

c = torch.tensor(0.5)

def f(x):  # Objective function
    return torch.cosh(c * x)

def newton(eta=1):
    x = torch.tensor(10.0, requires_grad=True)
    for i in range(10):
        y = f(x)
        (g,) = torch.autograd.grad(y, x, create_graph=True)
        (h,) = torch.autograd.grad(g, x)
        with torch.no_grad():
            x -= eta * g / h
        print(f'epoch {i + 1}, x: {x.item():f}')
    return x

x = newton()
