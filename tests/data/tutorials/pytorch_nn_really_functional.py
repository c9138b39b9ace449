# Source: What is torch.nn really?, "Using torch.nn.functional"
# https://docs.pytorch.org/tutorials/beginner/nn_tutorial.html
# Changes: a random batch of 16 images of 16 pixels for MNIST; one step.
import torch
import math
import torch.nn.functional as F

xb = torch.rand(16, 16)
yb = torch.randint(0, 10, (16,))
weights = torch.randn(16, 10) / math.sqrt(16)
weights.requires_grad_()
bias = torch.zeros(10, requires_grad=True)

loss_func = F.cross_entropy

def model(xb):
    return xb @ weights + bias

loss = loss_func(model(xb), yb)
print(loss)
loss.backward()
print(bias.grad)
