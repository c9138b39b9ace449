# Source: CS231n, Backpropagation, "Backprop in practice: Staged computation"
# https://cs231n.github.io/optimization-2/
# Changes: tensors for floats, autograd beside the derivatives by hand.
import torch

x = torch.tensor(3., requires_grad=True) # example values
y = torch.tensor(-4., requires_grad=True)

# forward pass
sigy = 1.0 / (1 + torch.exp(-y)) # sigmoid in numerator   #(1)
num = x + sigy # numerator                               #(2)
sigx = 1.0 / (1 + torch.exp(-x)) # sigmoid in denominator #(3)
xpy = x + y                                              #(4)
xpysqr = xpy**2                                          #(5)
den = sigx + xpysqr # denominator                        #(6)
invden = 1.0 / den                                       #(7)
f = num * invden # done!                                 #(8)
f.backward()

with torch.no_grad():
    # backprop f = num * invden
    dnum = invden # gradient on numerator                             #(8)
    dinvden = num                                                     #(8)
    # backprop invden = 1.0 / den
    dden = (-1.0 / (den**2)) * dinvden                                #(7)
    # backprop den = sigx + xpysqr
    dsigx = (1) * dden                                                #(6)
    dxpysqr = (1) * dden                                              #(6)
    # backprop xpysqr = xpy**2
    dxpy = (2 * xpy) * dxpysqr                                        #(5)
    # backprop xpy = x + y
    dx = (1) * dxpy                                                   #(4)
    dy = (1) * dxpy                                                   #(4)
    # backprop sigx = 1.0 / (1 + math.exp(-x))
    dx += ((1 - sigx) * sigx) * dsigx # Notice += !! See notes below  #(3)
    # backprop num = x + sigy
    dx += (1) * dnum                                                  #(2)
    dsigy = (1) * dnum                                                #(2)
    # backprop sigy = 1.0 / (1 + math.exp(-y))
    dy += ((1 - sigy) * sigy) * dsigy                                 #(1)
print(f)
print(dx, x.grad)
print(dy, y.grad)
