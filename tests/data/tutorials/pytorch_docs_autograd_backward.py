# Source: torch.autograd.backward, several tensors and their grad_tensors
# https://docs.pytorch.org/docs/stable/generated/torch.autograd.backward.html
# Changes: the parameters' descriptions, run with one tensor at last.
import torch

x = torch.tensor([1., 2.], requires_grad=True)
y = x * 3
torch.autograd.backward([y], grad_tensors=[torch.tensor([1., 0.5])])
print(x.grad)
