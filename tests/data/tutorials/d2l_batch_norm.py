# Source: Dive into Deep Learning 8.5.3, "Batch Normalization", "Implementation from Scratch"
# https://d2l.ai/chapter_convolutional-modern/batch-norm.html
# Changes: without the class, the moving averages and convolutions.
import torch

def batch_norm(X, gamma, beta, eps):
    mean = X.mean(dim=0)
    var = ((X - mean) ** 2).mean(dim=0)
    X_hat = (X - mean) / torch.sqrt(var + eps)
    Y = gamma * X_hat + beta  # Scale and shift
    return Y

gamma = torch.ones(3, requires_grad=True)
beta = torch.zeros(3, requires_grad=True)
Y = batch_norm(torch.randn(4, 3), gamma, beta, eps=1e-5)
print(Y)
Y.square().sum().backward()
print(gamma.grad, beta.grad)
