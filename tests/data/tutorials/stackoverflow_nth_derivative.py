# Source: Stack Overflow, "Higher order gradients in pytorch": its answer's nth_derivative
# https://stackoverflow.com/questions/50322833/higher-order-gradients-in-pytorch
import torch
from torch.autograd import grad

def nth_derivative(f, wrt, n):

    for i in range(n):

        grads = grad(f, wrt, create_graph=True)[0]
        f = grads.sum()

    return grads

x = torch.arange(4, dtype=torch.float).reshape(2, 2)
x.requires_grad_(True)
loss = (x ** 4).sum()

print(nth_derivative(f=loss, wrt=x, n=3))
