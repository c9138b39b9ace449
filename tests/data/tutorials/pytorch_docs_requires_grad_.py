# Source: torch.Tensor.requires_grad_, "Example"
# https://docs.pytorch.org/docs/stable/generated/torch.Tensor.requires_grad_.html
# Changes: its preprocess and loss functions are given bodies.
import torch

def preprocess(inputs):
    return inputs * 2

def loss_fn(inputs, weights):
    return (inputs * weights).sum()

# Let's say we want to preprocess some saved weights and use
# the result as new weights.
saved_weights = [0.1, 0.2, 0.3, 0.25]
loaded_weights = torch.tensor(saved_weights)
weights = preprocess(loaded_weights)  # some function
print(weights)

# Now, start to record operations done to weights
weights.requires_grad_()
out = weights.pow(2).sum()
out.backward()
print(weights.grad)
print(loss_fn(loaded_weights, weights))
