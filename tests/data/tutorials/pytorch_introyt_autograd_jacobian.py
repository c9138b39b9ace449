# Source: The Fundamentals of Autograd (Introduction to PyTorch on YouTube), "The High-Level API": vjp
# https://docs.pytorch.org/tutorials/beginner/introyt/autogradyt_tutorial.html
import torch

def do_some_doubling(x):
    y = x * 2
    while y.data.norm() < 1000:
        y = y * 2
    return y

inputs = torch.randn(3)
my_gradients = torch.tensor([0.1, 1.0, 0.0001])
print(torch.autograd.functional.vjp(do_some_doubling, inputs, v=my_gradients))
