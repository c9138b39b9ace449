# Source: What is torch.nn really?, "Refactor using nn.Linear", "Refactor using torch.optim"
# https://docs.pytorch.org/tutorials/beginner/nn_tutorial.html
# Changes: random images of 16 pixels for MNIST; nn.Linear for the class Mnist_Logistic; one epoch.
import torch
from torch import nn, optim
import torch.nn.functional as F

n, bs, lr, epochs = 64, 16, 0.5, 1
x_train = torch.rand(n, 16)
y_train = torch.randint(0, 10, (n,))
loss_func = F.cross_entropy

def get_model():
    model = nn.Linear(16, 10)
    return model, optim.SGD(model.parameters(), lr=lr)

model, opt = get_model()
print(loss_func(model(x_train), y_train))

for epoch in range(epochs):
    for i in range((n - 1) // bs + 1):
        start_i = i * bs
        end_i = start_i + bs
        xb = x_train[start_i:end_i]
        yb = y_train[start_i:end_i]
        pred = model(xb)
        loss = loss_func(pred, yb)

        loss.backward()
        opt.step()
        opt.zero_grad()

print(loss_func(model(xb), yb))
