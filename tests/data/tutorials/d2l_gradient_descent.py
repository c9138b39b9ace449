# Source: Dive into Deep Learning 12.3.1, "One-Dimensional Gradient Descent"
# https://d2l.ai/chapter_optimization/gd.html
# Graph: none
import torch

def f(x):  # Objective function
    return x ** 2

def f_grad(x):  # Gradient (derivative) of the objective function
    return 2 * x

def gd(eta, f_grad):
    x = 10.0
    results = [x]
    for i in range(10):
        x -= eta * f_grad(x)
        results.append(float(x))
    print(f'epoch 10, x: {x:f}')
    return results

results = gd(0.2, f_grad)
print(results)
results = gd(0.05, f_grad)
results = gd(1.1, f_grad)

c = torch.tensor(0.15 * torch.pi)

def f(x):  # Objective function
    return x * torch.cos(c * x)

def f_grad(x):  # Gradient of the objective function
    return torch.cos(c * x) - c * x * torch.sin(c * x)

results = gd(2, f_grad)
print(results)
