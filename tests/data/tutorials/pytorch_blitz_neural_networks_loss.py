# Source: Neural Networks, "Loss Function", "Backprop", "Update the weights"
# https://docs.pytorch.org/tutorials/beginner/blitz/neural_networks_tutorial.html
# Changes: a smaller nn.Sequential for the class Net.
import torch
import torch.nn as nn

net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Flatten(), nn.Linear(96, 10))
input = torch.randn(1, 1, 8, 8)
output = net(input)
target = torch.randn(10)  # a dummy target, for example
target = target.view(1, -1)  # make it the same shape as output
criterion = nn.MSELoss()

loss = criterion(output, target)
print(loss)
print(loss.grad_fn)  # MSELoss
print(loss.grad_fn.next_functions[0][0])  # Linear
print(loss.grad_fn.next_functions[0][0].next_functions[0][0])  # ReLU

net.zero_grad()     # zeroes the gradient buffers of all parameters

print('conv1.bias.grad before backward')
print(net[0].bias.grad)

loss.backward()

print('conv1.bias.grad after backward')
print(net[0].bias.grad)

learning_rate = 0.01
for f in net.parameters():
    f.data.sub_(f.grad.data * learning_rate)
print(net[0].bias)
