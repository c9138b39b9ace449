# Source: The Fundamentals of Autograd (Introduction to PyTorch on YouTube), "The High-Level API"
# https://docs.pytorch.org/tutorials/beginner/introyt/autogradyt_tutorial.html
import torch

def exp_adder(x, y):
    return 2 * x.exp() + 3 * y

inputs = (torch.rand(1), torch.rand(1)) # arguments for the function
print(inputs)
print(torch.autograd.functional.jacobian(exp_adder, inputs))

inputs = (torch.rand(3), torch.rand(3)) # arguments for the function
print(inputs)
print(torch.autograd.functional.jacobian(exp_adder, inputs))
