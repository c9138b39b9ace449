# Source: Dive into Deep Learning 9.5.1, "Recurrent Neural Network Implementation from Scratch": "RNN Model"
# https://d2l.ai/chapter_recurrent-neural-networks/rnn-scratch.html
# Changes: a function for the class; the outputs are differentiated.
import torch

num_inputs, num_hiddens, num_steps, batch_size, sigma = 4, 5, 3, 2, 0.01
W_xh = (torch.randn(num_inputs, num_hiddens) * sigma).requires_grad_()
W_hh = (torch.randn(num_hiddens, num_hiddens) * sigma).requires_grad_()
b_h = torch.zeros(num_hiddens, requires_grad=True)

def forward(inputs, state=None):
    if state is None:
        # Initial state with shape: (batch_size, num_hiddens)
        state = torch.zeros((inputs.shape[1], num_hiddens))
    outputs = []
    for X in inputs:  # Shape of inputs: (num_steps, batch_size, num_inputs)
        state = torch.tanh(torch.matmul(X, W_xh) +
                         torch.matmul(state, W_hh) + b_h)
        outputs.append(state)
    return outputs, state

X = torch.ones((num_steps, batch_size, num_inputs))
outputs, state = forward(X)
print(len(outputs), outputs[0].shape, state.shape)
loss = state.sum()
loss.backward()
print(b_h.grad)
