# Source: Dive into Deep Learning 6.2, "Parameter Management"
# https://d2l.ai/chapter_builders-guide/parameters.html
# Changes: nn.Linear for LazyLinear; without the names of types.
import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 8),
                    nn.ReLU(),
                    nn.Linear(8, 1))

X = torch.rand(size=(2, 4))
print(net(X).shape)
print(net[2].bias, net[2].bias.data)
print(net[2].weight.grad == None)
print([(name, param.shape) for name, param in net.named_parameters()])

# We need to give the shared layer a name so that we can refer to its
# parameters
shared = nn.Linear(8, 8)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(),
                    shared, nn.ReLU(),
                    shared, nn.ReLU(),
                    nn.Linear(8, 1))

out = net(X)
# Check whether the parameters are the same
print(net[2].weight.data[0] == net[4].weight.data[0])
out.sum().backward()
print(net[2].bias.grad)
