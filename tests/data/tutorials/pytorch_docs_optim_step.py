# Source: torch.optim, "Constructing it", "Taking an optimization step"
# https://docs.pytorch.org/docs/stable/optim.html
# Changes: two single tensors for the model's parameters, three steps.
import torch
from torch import optim

var1 = torch.tensor([1., -2.], requires_grad=True)
var2 = torch.tensor(3., requires_grad=True)
optimizer = optim.Adam([var1, var2], lr=0.0001)
optimizer = optim.SGD([{'params': [var1]}, {'params': [var2], 'lr': 1e-3}], lr=1e-2, momentum=0.9)

dataset = [(torch.tensor([1., 0.]), 2.), (torch.tensor([0., 1.]), -1.), (torch.tensor([1., 1.]), 0.)]
for input, target in dataset:
    optimizer.zero_grad()
    output = input @ var1 + var2
    loss = (output - target) ** 2
    loss.backward()
    optimizer.step()
    print(loss.item(), var1, var2)
