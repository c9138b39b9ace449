# Source: Deep Learning for NLP with PyTorch, "Deep Learning with PyTorch": "Affine Maps", "Non-Linearities", "Softmax and Probabilities"
# https://docs.pytorch.org/tutorials/beginner/nlp/deep_learning_tutorial.html
# Graph: mapped
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(1)

lin = nn.Linear(5, 3)  # maps from R^5 to R^3, parameters A, b
# data is 2x5.  A maps from 5 to 3... can we map "data" under A?
data = torch.randn(2, 5)
mapped = lin(data)
print(mapped)  # yes

data = torch.randn(2, 2)
print(data)
print(F.relu(data))

# Softmax is also in torch.nn.functional
data = torch.randn(5)
print(data)
print(F.softmax(data, dim=0))
print(F.softmax(data, dim=0).sum())  # Sums to 1 because it is a distribution!
print(F.log_softmax(data, dim=0))  # theres also log_softmax
