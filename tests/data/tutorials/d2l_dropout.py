# Source: Dive into Deep Learning 5.6.2, "Dropout", "Implementation from Scratch"
# https://d2l.ai/chapter_multilayer-perceptrons/dropout.html
# Changes: without its assert; X requires a gradient.
import torch

def dropout_layer(X, dropout):
    if dropout == 1: return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)

X = torch.arange(16, dtype = torch.float32).reshape((2, 8)).requires_grad_()
print('dropout_p = 0:', dropout_layer(X, 0))
print('dropout_p = 0.5:', dropout_layer(X, 0.5))
print('dropout_p = 1:', dropout_layer(X, 1))
dropped = dropout_layer(X, 0.5).sum()
dropped.backward()
