# Source: torch.nn.LayerNorm, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
# Changes: smaller sizes; a backward pass.
import torch
from torch import nn

# NLP Example
batch, sentence_length, embedding_dim = 2, 3, 4
embedding = torch.randn(batch, sentence_length, embedding_dim, requires_grad=True)
layer_norm = nn.LayerNorm(embedding_dim)
# Activate module
output = layer_norm(embedding)
print(output)
output.pow(3).sum().backward()
print(layer_norm.weight.grad)
print(layer_norm)
