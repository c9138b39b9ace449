# Source: Dive into Deep Learning 2.5.2, "Backward for Non-Scalar Variables"
# https://d2l.ai/chapter_preliminaries/autograd.html
import torch

x = torch.arange(4.0, requires_grad=True)
y = x * x
y.backward(gradient=torch.ones(len(y)))  # Faster: y.sum().backward()
print(x.grad)
