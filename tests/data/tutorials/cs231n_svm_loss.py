# Source: CS231n, Linear classification, "Multiclass Support Vector Machine loss" (L_i_vectorized)
# https://cs231n.github.io/linear-classify/
# Changes: torch for numpy; a random example.
import torch

def L_i_vectorized(x, y, W):
    """
    A faster half-vectorized implementation. half-vectorized
    refers to the fact that for a single example the implementation contains
    no for loops
    """
    delta = 1.0
    scores = W @ x
    # compute the margins for all classes in one vector operation
    margins = torch.clamp(scores - scores[y] + delta, min=0)
    # on y-th position scores[y] - scores[y] canceled and gave delta. We want
    # to ignore the y-th position and only consider margin on max wrong class
    margins[y] = 0
    loss_i = torch.sum(margins)
    return loss_i

W = torch.randn(3, 4, requires_grad=True)
loss = L_i_vectorized(torch.tensor([-15., 22., -44., 56.]), 2, W)
loss.backward()
print(loss)
print(W.grad)
