# Source: A Gentle Introduction to torch.autograd, "Exclusion from the DAG" (finetuning)
# https://docs.pytorch.org/tutorials/beginner/blitz/autograd_tutorial.html
# Changes: a small nn.Sequential for torchvision's resnet18; the classifier is put on top; one step is taken.
import torch
from torch import nn, optim

model = nn.Sequential(nn.Linear(4, 8), nn.ReLU())

# Freeze all the parameters in the network
for param in model.parameters():
    param.requires_grad = False

model = nn.Sequential(model, nn.Linear(8, 10))

# Optimize only the classifier
optimizer = optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)
loss = model(torch.ones(2, 4)).sum()
loss.backward()
optimizer.step()
print(model[0][0].weight.grad)
print(model[1].bias.grad)
