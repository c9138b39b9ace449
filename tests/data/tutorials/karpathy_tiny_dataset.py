# Source: The spelled-out intro to neural networks and backpropagation (A. Karpathy), "creating a tiny dataset", "training"
# https://www.youtube.com/watch?v=VMj-3S1tku0
# Changes: lists of tensors for its MLP(3, [4, 4, 1]); 5 steps for 20.
import torch

torch.manual_seed(42)
sizes = [3, 4, 4, 1]
weights = [torch.rand(m, n) * 2 - 1 for m, n in zip(sizes, sizes[1:])]
biases = [torch.rand(n) * 2 - 1 for n in sizes[1:]]
parameters = weights + biases
for p in parameters:
    p.requires_grad = True

def n(x):
    x = torch.tensor(x)
    for w, b in zip(weights, biases):
        x = torch.tanh(x @ w + b)
    return x

xs = [
  [2.0, 3.0, -1.0],
  [3.0, -1.0, 0.5],
  [0.5, 1.0, 1.0],
  [1.0, 1.0, -1.0],
]
ys = [1.0, -1.0, -1.0, 1.0] # desired targets

for k in range(5):

    # forward pass
    ypred = [n(x) for x in xs]
    loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))

    # backward pass
    for p in parameters:
        p.grad = None
    loss.backward()

    # update
    with torch.no_grad():
        for p in parameters:
            p += -0.1 * p.grad

    print(k, loss.item())

print(ypred)
