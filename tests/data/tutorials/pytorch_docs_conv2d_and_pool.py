# Source: torch.nn.Conv2d, torch.nn.MaxPool2d and torch.nn.BatchNorm2d, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
# Changes: smaller images; the examples one after the other.
import torch
from torch import nn

# With square kernels and equal stride
m = nn.Conv2d(4, 6, 3, stride=2)
input = torch.randn(2, 4, 10, 12)
output = m(input)
print(output.shape)
# non-square kernels and unequal stride and with padding and dilation
m = nn.Conv2d(4, 6, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))
output = m(input)
print(output.shape)
# pool of size=3, stride=2
output = nn.MaxPool2d(3, stride=2)(output)
print(output.shape)
# With Learnable Parameters
output = nn.BatchNorm2d(6)(output)
loss = output.square().mean()
loss.backward()
print(loss)
print(m.weight.grad.shape, m.bias)
