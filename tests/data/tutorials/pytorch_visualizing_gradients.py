# Source: Visualizing Gradients, "Introduction"
# https://docs.pytorch.org/tutorials/intermediate/visualizing_gradients_tutorial.html
# Changes: retain_grad for the hooks, fewer layers, no plots.
import torch
from torch import nn

num_layers, num_cells = 4, 8
activation = nn.Sigmoid()
layers = [nn.Linear(num_cells, num_cells) for _ in range(num_layers)]
x = torch.randn(num_cells, num_cells)
activations = []
for layer in layers:
    x = activation(layer(x))
    x.retain_grad()
    activations.append(x)

loss = nn.MSELoss()(x, torch.randn(num_cells, num_cells))
loss.backward()
for i, a in enumerate(activations):
    print(i, a.grad.abs().mean())
