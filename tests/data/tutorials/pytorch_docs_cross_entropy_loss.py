# Source: torch.nn.CrossEntropyLoss, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
# Changes: losses and gradients are printed.
import torch
from torch import nn

# Example of target with class indices
loss = nn.CrossEntropyLoss()
input = torch.randn(3, 5, requires_grad=True)
target = torch.empty(3, dtype=torch.long).random_(5)
output = loss(input, target)
output.backward()
print(output, input.grad)

# Example of target with class probabilities
input = torch.randn(3, 5, requires_grad=True)
target = torch.randn(3, 5).softmax(dim=1)
output = loss(input, target)
output.backward()
print(output, input.grad)
