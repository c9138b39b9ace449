# Source: CS231n, Backpropagation, "Modularity: Sigmoid example"
# https://cs231n.github.io/optimization-2/
# Changes: tensors for lists of floats, autograd beside the derivatives by hand.
import math
import torch

w = torch.tensor([2., -3., -3.], requires_grad=True) # assume some random weights and data
x = torch.tensor([-1., -2.], requires_grad=True)

# forward pass
dot = w[0]*x[0] + w[1]*x[1] + w[2]
f = 1.0 / (1 + torch.exp(-dot)) # sigmoid function
f.backward()

# backward pass through the neuron (backpropagation)
ddot = (1 - f) * f # gradient on dot variable, using the sigmoid gradient derivation
dx = [w[0] * ddot, w[1] * ddot] # backprop into x
dw = [x[0] * ddot, x[1] * ddot, 1.0 * ddot] # backprop into w
# we're done! we have the gradients on the inputs to the circuit
print(dx, x.grad)
print(dw, w.grad)
print(1 / (1 + math.exp(-1)))
