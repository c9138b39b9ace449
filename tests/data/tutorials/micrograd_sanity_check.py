# Source: micrograd's test_engine.py, test_sanity_check (its part in PyTorch)
# https://github.com/karpathy/micrograd/blob/master/test/test_engine.py
# Changes: torch.tensor for torch.Tensor; printed for the asserts.
import torch

x = torch.tensor([-4.0]).double()
x.requires_grad = True
z = 2 * x + 2 + x
q = z.relu() + z * x
h = (z * z).relu()
y = h + q + q * x
y.backward()
print(y.data.item(), x.grad.item())
