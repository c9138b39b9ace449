# Source: torch.nn.Sequential, its example
# https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
# Changes: run on a small image; without the OrderedDict.
# Graph: y
import torch
from torch import nn

# Using Sequential to create a small model. When `model` is run,
# input will first be passed to `Conv2d(1,20,5)`. The output of
# `Conv2d(1,20,5)` will be used as the input to the first
# `ReLU`; the output of the first `ReLU` will become the input
# for `Conv2d(20,64,5)`. Finally, the output of
# `Conv2d(20,64,5)` will be used as input to the second `ReLU`
model = nn.Sequential(
    nn.Conv2d(1, 20, 5), nn.ReLU(), nn.Conv2d(20, 64, 5), nn.ReLU()
)
print(model)
y = model(torch.randn(1, 1, 9, 9)).sum()
print(y)
