# Source: Overview of PyTorch Autograd Engine (PyTorch blog)
# https://pytorch.org/blog/overview-of-pytorch-autograd-engine/
# Changes: the function of its example, differentiated.
import torch

x = torch.tensor([0.5, 0.75], requires_grad=True)
y = torch.log(x[0] * x[1]) * torch.sin(x[1])
print(y)
y.backward(torch.tensor(1.0))
print(x.grad)
