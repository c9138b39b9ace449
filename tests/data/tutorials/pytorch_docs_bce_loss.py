# Source: torch.nn.BCELoss and torch.nn.BCEWithLogitsLoss, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html
# Changes: the gradients are printed.
import torch
from torch import nn

m = nn.Sigmoid()
loss = nn.BCELoss()
input = torch.randn(3, 2, requires_grad=True)
target = torch.rand(3, 2, requires_grad=False)
output = loss(m(input), target)
output.backward()
print(output, input.grad)

loss = nn.BCEWithLogitsLoss()
input = torch.randn(3, requires_grad=True)
target = torch.empty(3).random_(2)
output = loss(input, target)
output.backward()
print(output, input.grad)
