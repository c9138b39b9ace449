# Source: Dive into Deep Learning 3.5, "Concise Implementation of Linear Regression"
# https://d2l.ai/chapter_linear-regression/linear-regression-concise.html
# Changes: without the classes and the data loader; nn.Linear for LazyLinear; 60 examples.
import torch
from torch import nn

X = torch.randn(60, 2)
y = X @ torch.tensor([[2.0], [-3.4]]) + 4.2
net = nn.Sequential(nn.Linear(2, 1))
net[0].weight.data.normal_(0, 0.01)
net[0].bias.data.fill_(0)
loss = nn.MSELoss()
trainer = torch.optim.SGD(net.parameters(), lr=0.03)

for epoch in range(3):
    for i in range(0, 60, 10):
        l = loss(net(X[i:i+10]), y[i:i+10])
        trainer.zero_grad()
        l.backward()
        trainer.step()
    l = loss(net(X), y)
    print(f'epoch {epoch + 1}, loss {l:f}')

print('error in estimating w:', torch.tensor([2.0, -3.4]) - net[0].weight.reshape(2))
