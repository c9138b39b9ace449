# Source: Neural Networks, "Define the network"
# https://docs.pytorch.org/tutorials/beginner/blitz/neural_networks_tutorial.html
# Changes: nn.Sequential for the class Net; fewer channels.
import torch
import torch.nn as nn
import torch.nn.functional as F

net = nn.Sequential(
    nn.Conv2d(1, 2, 5),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(2, 4, 5),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(4 * 5 * 5, 12),
    nn.ReLU(),
    nn.Linear(12, 10),
)
print(net)

params = list(net.parameters())
print(len(params))
print(params[0].size())  # conv1's .weight

input = torch.randn(1, 1, 32, 32)
out = net(input)
print(out)

net.zero_grad()
out.backward(torch.randn(1, 10))
