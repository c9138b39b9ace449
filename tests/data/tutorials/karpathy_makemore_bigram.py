# Source: The spelled-out intro to language modeling: building makemore (A. Karpathy), the neural network
# https://www.youtube.com/watch?v=PaCmpA93qFk
# Changes: the name emma alone, five letters for 27, five steps for 100.
import torch
import torch.nn.functional as F

# create the training set of bigrams (x,y): . e m a
xs = torch.tensor([0, 1, 2, 2, 3])
ys = torch.tensor([1, 2, 2, 3, 0])
num = xs.nelement()
print('number of examples: ', num)

# initialize the 'network'
W = torch.randn((5, 5), requires_grad=True)

# gradient descent
for k in range(5):

    # forward pass
    xenc = F.one_hot(xs, num_classes=5).float() # input to the network: one-hot encoding
    logits = xenc @ W # predict log-counts
    counts = logits.exp() # counts, equivalent to N
    probs = counts / counts.sum(1, keepdims=True) # probabilities for next character
    loss = -probs[torch.arange(num), ys].log().mean() + 0.01*(W**2).mean()
    print(loss.item())

    # backward pass
    W.grad = None # set to zero the gradient
    loss.backward()

    # update
    W.data += -50 * W.grad
