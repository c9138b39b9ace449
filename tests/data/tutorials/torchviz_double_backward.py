# Source: torchviz's examples, "Double backward": the gradient penalty of a small network
# https://github.com/szagoruyko/pytorchviz
# Changes: the penalty is differentiated, not drawn.
import torch
from torch import nn

model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1))
x = torch.randn(1, 8)
x.requires_grad_(True)

def double_backprop(inputs, net):
    y = net(x).mean()
    grad, = torch.autograd.grad(y, x, create_graph=True, retain_graph=True)
    return grad.pow(2).mean() + y

penalised = double_backprop(x, model)
penalised.backward()
print(x.grad)
