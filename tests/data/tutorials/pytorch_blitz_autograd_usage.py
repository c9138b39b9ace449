# Source: A Gentle Introduction to torch.autograd, "Usage in PyTorch"
# https://docs.pytorch.org/tutorials/beginner/blitz/autograd_tutorial.html
# Changes: a small nn.Sequential for torchvision's resnet18, a smaller image; the loss is printed.
import torch
from torch import nn

model = nn.Sequential(nn.Flatten(), nn.Linear(48, 16), nn.ReLU(), nn.Linear(16, 10))
data = torch.rand(1, 3, 4, 4)
labels = torch.rand(1, 10)

prediction = model(data) # forward pass

loss = (prediction - labels).sum()
loss.backward() # backward pass

optim = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)

optim.step() #gradient descent
print(loss)
print((model(data) - labels).sum() < loss)
