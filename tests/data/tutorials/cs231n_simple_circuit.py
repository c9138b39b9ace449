# Source: CS231n, Backpropagation, "Compound expressions with chain rule"
# https://cs231n.github.io/optimization-2/
# Changes: tensors for floats, autograd beside the derivatives by hand.
import torch

# set some inputs
x = torch.tensor(-2., requires_grad=True); y = torch.tensor(5., requires_grad=True); z = torch.tensor(-4., requires_grad=True)

# perform the forward pass
q = x + y # q becomes 3
f = q * z # f becomes -12

# perform the backward pass (backpropagation) in reverse order:
# first backprop through f = q * z
dfdz = q # df/dz = q, so gradient on z becomes 3
dfdq = z # df/dq = z, so gradient on q becomes -4
dqdx = 1.0
dqdy = 1.0
# now backprop through q = x + y
dfdx = dfdq * dqdx # The multiplication here is the chain rule!
dfdy = dfdq * dqdy
f.backward()
print(dfdx.item() == x.grad, dfdy.item() == y.grad, dfdz.item() == z.grad)
print(x.grad, y.grad, z.grad)
