# Source: Dive into Deep Learning 5.1.2, "Activation Functions"
# https://d2l.ai/chapter_multilayer-perceptrons/mlp.html
# Changes: fewer points, printed and not plotted.
import torch

x = torch.arange(-8.0, 8.0, 1.5, requires_grad=True)
y = torch.relu(x)
print(y.detach())
y.backward(torch.ones_like(x), retain_graph=True)
print(x.grad)

y = torch.sigmoid(x)
print(y.detach())
# Clear out previous gradients
x.grad.data.zero_()
y.backward(torch.ones_like(x), retain_graph=True)
print(x.grad)

y = torch.tanh(x)
print(y.detach())
# Clear out previous gradients
x.grad.data.zero_()
y.backward(torch.ones_like(x), retain_graph=True)
print(x.grad)
