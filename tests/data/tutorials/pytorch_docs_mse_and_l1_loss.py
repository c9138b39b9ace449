# Source: torch.nn.MSELoss, torch.nn.L1Loss and torch.nn.SmoothL1Loss, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html
# Changes: the examples one after the other, in a loop; the gradients are printed.
import torch
from torch import nn

for loss in [nn.L1Loss(), nn.MSELoss(), nn.SmoothL1Loss()]:
    input = torch.randn(3, 5, requires_grad=True)
    target = torch.randn(3, 5)
    output = loss(input, target)
    output.backward()
    print(loss, output)
    print(input.grad)
