# Source: torch.nn.Dropout, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
# Changes: smaller sizes; eval afterwards.
import torch
from torch import nn

m = nn.Dropout(p=0.2)
input = torch.randn(4, 5, requires_grad=True)
output = m(input)
print(output)
output.sum().backward()
print(input.grad)
m.eval()
print((m(input) == input).all())
