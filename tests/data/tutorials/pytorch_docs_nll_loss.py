# Source: torch.nn.NLLLoss, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html
# Changes: the gradient is printed; its 1D example only.
import torch
from torch import nn

log_softmax = nn.LogSoftmax(dim=1)
loss_fn = nn.NLLLoss()
# input to NLLLoss is of size N x C = 3 x 5
input = torch.randn(3, 5, requires_grad=True)
# each element in target must have 0 <= value < C
target = torch.tensor([1, 0, 4])
loss = loss_fn(log_softmax(input), target)
loss.backward()
print(loss)
print(input.grad)
