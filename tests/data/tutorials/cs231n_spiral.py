# Source: CS231n, Putting it together: Minimal Neural Network Case Study, "Training a Neural Network"
# https://cs231n.github.io/neural-networks-case-study/
# Changes: torch for numpy, autograd for the backward pass by hand; 10 points a class, 10 steps.
import torch

N = 10 # number of points per class
D = 2 # dimensionality
K = 3 # number of classes
X = torch.zeros((N*K,D)) # data matrix (each row = single example)
y = torch.zeros(N*K, dtype=torch.long) # class labels
for j in range(K):
    ix = range(N*j,N*(j+1))
    r = torch.linspace(0.0,1,N) # radius
    t = torch.linspace(j*4,(j+1)*4,N) + torch.randn(N)*0.2 # theta
    X[ix] = torch.stack([r*torch.sin(t), r*torch.cos(t)], 1)
    y[ix] = j

# initialize parameters randomly
h = 10 # size of hidden layer
W = (0.01 * torch.randn(D,h)).requires_grad_()
b = torch.zeros((1,h), requires_grad=True)
W2 = (0.01 * torch.randn(h,K)).requires_grad_()
b2 = torch.zeros((1,K), requires_grad=True)

# some hyperparameters
step_size = 1e-0
reg = 1e-3 # regularization strength

# gradient descent loop
num_examples = X.shape[0]
for i in range(10):

    # evaluate class scores, [N x K]
    hidden_layer = torch.maximum(torch.tensor(0.), torch.matmul(X, W) + b) # note, ReLU activation
    scores = torch.matmul(hidden_layer, W2) + b2

    # compute the class probabilities
    exp_scores = torch.exp(scores)
    probs = exp_scores / torch.sum(exp_scores, dim=1, keepdim=True) # [N x K]

    # compute the loss: average cross-entropy loss and regularization
    correct_logprobs = -torch.log(probs[range(num_examples),y])
    data_loss = torch.sum(correct_logprobs)/num_examples
    reg_loss = 0.5*reg*torch.sum(W*W) + 0.5*reg*torch.sum(W2*W2)
    loss = data_loss + reg_loss
    if i % 5 == 0:
        print(f"iteration {i}: loss {loss:f}")

    loss.backward()

    # perform a parameter update
    with torch.no_grad():
        for p in (W, b, W2, b2):
            p += -step_size * p.grad
            p.grad = None

# evaluate training set accuracy
predicted_class = torch.argmax(scores, dim=1)
print(f'training accuracy: {(predicted_class == y).float().mean():.2f}')
