# Source: Automatic Mixed Precision examples, "Gradient penalty" (its ordinary example without scaling)
# https://docs.pytorch.org/docs/stable/notes/amp_examples.html
# Changes: one batch of random data, a linear model.
import torch

model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = torch.nn.MSELoss()
input, target = torch.randn(4, 3), torch.randn(4, 1)

optimizer.zero_grad()
output = model(input)
loss = loss_fn(output, target)

# Creates gradients
grad_params = torch.autograd.grad(outputs=loss,
                                  inputs=model.parameters(),
                                  create_graph=True)

# Computes the penalty term and adds it to the loss
grad_norm = 0
for grad in grad_params:
    grad_norm += grad.pow(2).sum()
grad_norm = grad_norm.sqrt()
loss = loss + grad_norm

loss.backward()

# clip gradients here, if desired

optimizer.step()
print(loss)
print(model.weight, model.bias)
