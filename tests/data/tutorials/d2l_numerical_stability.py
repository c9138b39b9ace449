# Source: Dive into Deep Learning 5.4.1, "Vanishing and Exploding Gradients"
# https://d2l.ai/chapter_multilayer-perceptrons/numerical-stability-and-init.html
# Changes: fewer points, printed and not plotted; 20 factors for 100.
import torch

x = torch.arange(-8.0, 8.0, 2.5, requires_grad=True)
y = torch.sigmoid(x)
y.backward(torch.ones_like(x))
print(y.detach(), x.grad)

M = torch.normal(0, 1, size=(4, 4))
print('a single matrix \n', M)
for i in range(20):
    M = M @ torch.normal(0, 1, size=(4, 4))
print('after multiplying 20 matrices\n', M)
