# Source: Dive into Deep Learning 4.5, "Concise Implementation of Softmax Regression"
# https://d2l.ai/chapter_linear-classification/softmax-regression-concise.html
# Changes: without the classes; random images of 16 pixels; nn.Linear for LazyLinear; two steps.
import torch
from torch import nn
from torch.nn import functional as F

net = nn.Sequential(nn.Flatten(), nn.Linear(16, 10))
trainer = torch.optim.SGD(net.parameters(), lr=0.1)
X, Y = torch.rand(8, 1, 4, 4), torch.randint(10, (8,))
for step in range(2):
    Y_hat = net(X)
    Y_hat = Y_hat.reshape((-1, Y_hat.shape[-1]))
    l = F.cross_entropy(Y_hat, Y, reduction='mean')
    trainer.zero_grad()
    l.backward()
    trainer.step()
    print(l)
