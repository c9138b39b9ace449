# Source: UvA Deep Learning Tutorials 2, "Introduction to PyTorch": "Dynamic Computation Graph and Backpropagation"
# https://uvadlc-notebooks.readthedocs.io/en/latest/tutorial_notebooks/tutorial2/Introduction_to_PyTorch.html
import torch

x = torch.arange(3, dtype=torch.float32, requires_grad=True) # Only float tensors can have gradients
print("X", x)

a = x + 2
b = a ** 2
c = b + 3
y = c.mean()
print("Y", y)

y.backward()
print(x.grad)
