# Source: Dive into Deep Learning 3.7.3, "Weight Decay", "Implementation from Scratch"
# https://d2l.ai/chapter_linear-regression/weight-decay.html
# Changes: functions for the classes; 20 inputs for 200, three epochs on all data at once; .item() for float().
import torch

num_inputs, n = 20, 10
X = torch.randn(n, num_inputs)
w_true, b_true = torch.ones((num_inputs, 1)) * 0.01, 0.05
y = torch.matmul(X, w_true) + b_true + torch.randn(n, 1) * 0.01

def l2_penalty(w):
    return (w ** 2).sum() / 2

def train(lambd):
    w = torch.randn(num_inputs, 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(3):
        l = ((X @ w + b - y) ** 2 / 2).mean() + lambd * l2_penalty(w)
        l.backward()
        with torch.no_grad():
            for param in [w, b]:
                param -= 0.1 * param.grad
                param.grad.zero_()
    print('L2 norm of w:', l2_penalty(w).item())

train(lambd=0)
train(lambd=3)
