# Source: Understanding requires_grad, retain_grad, Leaf, and Non-leaf Tensors, "What is a leaf?", "requires_grad"
# https://docs.pytorch.org/tutorials/beginner/understanding_leaf_vs_nonleaf_tutorial.html
import torch
import torch.nn.functional as F

x = torch.ones(1, 3)                        # input with shape: (1, 3)
W = torch.ones(3, 2, requires_grad=True)    # weights with shape: (3, 2)
b = torch.ones(1, 2, requires_grad=True)    # bias with shape: (1, 2)
z = (x @ W) + b                             # pre-activation with shape: (1, 2)
y_pred = F.relu(z)                          # activation with shape: (1, 2)
y = torch.tensor([[0.0, 1.0]])              # ground truth with shape (1, 2)
loss = F.mse_loss(y_pred, y)                # scalar loss

print(f"{x.is_leaf=}")
print(f"{W.is_leaf=}")
print(f"{b.is_leaf=}")
print(f"{z.is_leaf=}")
print(f"{y_pred.is_leaf=}")
print(f"{loss.is_leaf=}")

loss.backward()
print(f"{x.grad=}")
print(f"{W.grad=}")
print(f"{b.grad=}")
