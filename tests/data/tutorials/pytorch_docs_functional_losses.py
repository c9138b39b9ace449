# Source: torch.nn.functional.cross_entropy and binary_cross_entropy, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
# Changes: the gradients are printed.
import torch
import torch.nn.functional as F

input = torch.randn(3, 5, requires_grad=True)
target = torch.randint(5, (3,), dtype=torch.int64)
loss = F.cross_entropy(input, target)
loss.backward()
print(input.grad)

input = torch.randn(3, 2, requires_grad=True)
target = torch.rand(3, 2, requires_grad=False)
loss = F.binary_cross_entropy(torch.sigmoid(input), target)
loss.backward()
print(input.grad)
