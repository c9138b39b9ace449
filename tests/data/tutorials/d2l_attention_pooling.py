# Source: Dive into Deep Learning 11.3.2, "Scaled Dot Product Attention"
# https://d2l.ai/chapter_attention-mechanisms-and-transformers/attention-scoring-functions.html
# Changes: a function for the class; without masks and dropout.
import torch
import math

def attention(queries, keys, values):
    d = queries.shape[-1]
    # Swap the last two dimensions of keys with keys.transpose(1, 2)
    scores = torch.bmm(queries, keys.transpose(1, 2)) / math.sqrt(d)
    weights = torch.softmax(scores, dim=-1)
    return torch.bmm(weights, values), weights

queries = torch.normal(0, 1, (2, 1, 2), requires_grad=True)
keys = torch.normal(0, 1, (2, 10, 2))
values = torch.normal(0, 1, (2, 10, 4))
out, weights = attention(queries, keys, values)
print(out)
print(weights)
out.sum().backward()
print(queries.grad)
