# Source: Neural Networks, "Update the weights"
# https://docs.pytorch.org/tutorials/beginner/blitz/neural_networks_tutorial.html
# Changes: a small nn.Sequential for the class Net; the loss after the step is printed.
import torch
import torch.nn as nn
import torch.optim as optim

net = nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 10))
input = torch.randn(1, 6)
target = torch.randn(1, 10)
criterion = nn.MSELoss()

# create your optimizer
optimizer = optim.SGD(net.parameters(), lr=0.01)

# in your training loop:
optimizer.zero_grad()   # zero the gradient buffers
output = net(input)
loss = criterion(output, target)
loss.backward()
optimizer.step()    # Does the update
print(loss.item(), criterion(net(input), target).item())
