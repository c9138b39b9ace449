# Source: torch.nn.RNNCell, "Examples"
# https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
# Changes: smaller sizes; the sum of the outputs is differentiated.
import torch
from torch import nn

rnn = nn.RNNCell(3, 4)
input = torch.randn(6, 2, 3)
hx = torch.randn(2, 4)
output = []
for i in range(6):
    hx = rnn(input[i], hx)
    output.append(hx)
loss = torch.stack(output).sum()
loss.backward()
print(loss)
print(rnn.weight_hh.grad)
