# Source: Understanding requires_grad, retain_grad, Leaf, and Non-leaf Tensors, "retain_grad"
# https://docs.pytorch.org/tutorials/beginner/understanding_leaf_vs_nonleaf_tutorial.html
import torch
import torch.nn.functional as F

x = torch.ones(1, 3)
W = torch.ones(3, 2, requires_grad=True)
b = torch.ones(1, 2, requires_grad=True)
y = torch.tensor([[0.0, 1.0]])

# Recreate the computational graph
z = (x @ W) + b
y_pred = F.relu(z)
loss = F.mse_loss(y_pred, y)

z.retain_grad()
y_pred.retain_grad()
loss.retain_grad()
print(f"{z.retains_grad=}, {z.requires_grad=}, {z.is_leaf=}")

loss.backward()

print(f"{W.grad=}")
print(f"{b.grad=}")
print(f"{z.grad=}")
print(f"{y_pred.grad=}")
print(f"{loss.grad=}")
