# Source: What is torch.nn really?, "Using nn.Sequential"
# https://docs.pytorch.org/tutorials/beginner/nn_tutorial.html
# Changes: random images of 8 by 8 for MNIST, fewer channels, nn.Flatten for the class Lambda; two steps.
import torch
from torch import nn, optim
import torch.nn.functional as F

model = nn.Sequential(
    nn.Conv2d(1, 4, kernel_size=3, stride=2, padding=1),
    nn.ReLU(),
    nn.Conv2d(4, 4, kernel_size=3, stride=2, padding=1),
    nn.ReLU(),
    nn.Conv2d(4, 10, kernel_size=3, stride=2, padding=1),
    nn.ReLU(),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
)
opt = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
xb, yb = torch.rand(4, 1, 8, 8), torch.tensor([3, 1, 4, 1])

for epoch in range(2):
    loss = F.cross_entropy(model(xb), yb)
    loss.backward()
    opt.step()
    opt.zero_grad()
    print(epoch, loss)
