# Source: CS231n, Backpropagation, "Gradients for vectorized operations"
# https://cs231n.github.io/optimization-2/
# Changes: torch for numpy, autograd gives dD back.
import torch

# forward pass
W = torch.randn(5, 10, requires_grad=True)
X = torch.randn(10, 3, requires_grad=True)
D = W.mm(X)

# now suppose we had the gradient on D from above in the circuit
dD = torch.randn(*D.shape) # same shape as D
dW = dD.mm(X.T) #.T gives the transpose of the matrix
dX = W.T.mm(dD)
D.backward(dD)
print(torch.allclose(dW, W.grad), torch.allclose(dX, X.grad))
