# Source: A Step by Step Backpropagation Example (M. Mazur)
# https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/
# Changes: its network in PyTorch.
import torch

i = torch.tensor([0.05, 0.10])
w1 = torch.tensor([[0.15, 0.20], [0.25, 0.30]], requires_grad=True)
w2 = torch.tensor([[0.40, 0.45], [0.50, 0.55]], requires_grad=True)
b1, b2 = 0.35, 0.60
target = torch.tensor([0.01, 0.99])

out_h = torch.sigmoid(w1 @ i + b1)
out_o = torch.sigmoid(w2 @ out_h + b2)
E_total = (0.5 * (target - out_o) ** 2).sum()
print(out_h, out_o, E_total)

E_total.backward()
with torch.no_grad():
    print(w2 - 0.5 * w2.grad)
    print(w1 - 0.5 * w1.grad)
