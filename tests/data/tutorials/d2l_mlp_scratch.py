# Source: Dive into Deep Learning 5.2.1, "Implementation of Multilayer Perceptrons": "Implementation from Scratch"
# https://d2l.ai/chapter_multilayer-perceptrons/mlp-implementation.html
# Changes: functions for the classes; small layers, random data, two steps.
import torch
from torch import nn

num_inputs, num_outputs, num_hiddens, sigma, lr = 16, 10, 8, 0.01, 0.1
W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * sigma)
b1 = nn.Parameter(torch.zeros(num_hiddens))
W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * sigma)
b2 = nn.Parameter(torch.zeros(num_outputs))

def relu(X):
    a = torch.zeros_like(X)
    return torch.max(X, a)

def forward(X):
    X = X.reshape((-1, num_inputs))
    H = relu(torch.matmul(X, W1) + b1)
    return torch.matmul(H, W2) + b2

loss = nn.CrossEntropyLoss()
updater = torch.optim.SGD([W1, b1, W2, b2], lr=lr)
X, y = torch.rand(8, 1, 4, 4), torch.randint(10, (8,))
for step in range(2):
    l = loss(forward(X), y)
    updater.zero_grad()
    l.backward()
    updater.step()
    print(f'loss {l:f}')
print(b2)
