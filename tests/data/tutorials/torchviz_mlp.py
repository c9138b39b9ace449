# Source: torchviz's README and examples, a multi-layer perceptron
# https://github.com/szagoruyko/pytorchviz
# Changes: the layers given to nn.Sequential for add_module; without make_dot.
# Graph: y
import torch
from torch import nn

model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1))

x = torch.randn(1, 8)
y = model(x).mean()
print(y)
