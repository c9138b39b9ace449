# Source: torch.nn.Linear, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
# Graph: output
import torch
from torch import nn

m = nn.Linear(20, 30)
input = torch.randn(128, 20)
output = m(input)
print(output.size())
print(m)
