# Source: torch.nn.Embedding, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
# Changes: torch.tensor for torch.LongTensor; a backward pass.
import torch
from torch import nn

# an Embedding module containing 10 tensors of size 3
embedding = nn.Embedding(10, 3)
# a batch of 2 samples of 4 indices each
input = torch.tensor([[1, 2, 4, 5], [4, 3, 2, 9]])
print(embedding(input))

# example with padding_idx
embedding = nn.Embedding(10, 3, padding_idx=0)
input = torch.tensor([[0, 2, 0, 5]])
output = embedding(input)
print(output)
output.sum().backward()
print(embedding.weight.grad)
