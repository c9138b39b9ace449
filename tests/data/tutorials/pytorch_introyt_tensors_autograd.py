# Source: Introduction to PyTorch (Introduction to PyTorch on YouTube), "PyTorch Tensors" and autograd
# https://docs.pytorch.org/tutorials/beginner/introyt/introyt1_tutorial.html
# Changes: the recurrent example of its autograd part run, with a loss by which to go backward.
import torch

x = torch.randn(1, 10)
prev_h = torch.randn(1, 20)
W_h = torch.randn(20, 20, requires_grad=True)
W_x = torch.randn(20, 10, requires_grad=True)

i2h = torch.mm(W_x, x.t())
h2h = torch.mm(W_h, prev_h.t())
next_h = i2h + h2h
next_h = next_h.tanh()

loss = next_h.sum()
loss.backward()
print(loss)
print(W_x.grad[0])
