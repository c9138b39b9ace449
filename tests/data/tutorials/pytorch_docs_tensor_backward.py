# Source: torch.Tensor.backward, its parameters gradient, retain_graph, create_graph, inputs
# https://docs.pytorch.org/docs/stable/generated/torch.Tensor.backward.html
# Changes: the parameters' descriptions, run.
import torch

a = torch.tensor([1., 2.], requires_grad=True)
b = torch.tensor([3., 4.], requires_grad=True)
c = a * b
c.backward(gradient=torch.tensor([1., 10.]), retain_graph=True)
print(a.grad, b.grad)
c.backward(torch.ones(2), inputs=[a])
print(a.grad, b.grad)
