# Source: The Fundamentals of Autograd (Introduction to PyTorch on YouTube), "Turning Autograd Off and On"
# https://docs.pytorch.org/tutorials/beginner/introyt/autogradyt_tutorial.html
# Changes: "with" inside of the function for the decorator.
# Graph: x
import torch

a = torch.ones(2, 3, requires_grad=True)
print(a)

b1 = 2 * a
print(b1)

a.requires_grad = False
b2 = 2 * a
print(b2)

a = torch.ones(2, 3, requires_grad=True) * 2
b = torch.ones(2, 3, requires_grad=True) * 3

c1 = a + b
print(c1)

with torch.no_grad():
    c2 = a + b

print(c2)

c3 = a * b
print(c3)

def add_tensors2(x, y):
    with torch.no_grad():
        return x + y

print(add_tensors2(a, b))

x = torch.rand(5, requires_grad=True)
y = x.detach()

print(x)
print(y)
