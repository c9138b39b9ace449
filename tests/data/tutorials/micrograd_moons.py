# Source: micrograd's demo.ipynb, training a network on moons with the hinge loss
# https://github.com/karpathy/micrograd/blob/master/demo.ipynb
# Changes: nn.Sequential for its MLP, arcs by torch for sklearn's moons, 5 steps for 100.
import torch
from torch import nn

torch.manual_seed(1337)
n = 20
angle = torch.linspace(0, torch.pi, n)
upper = torch.stack([torch.cos(angle), torch.sin(angle)], 1)
lower = torch.stack([1 - torch.cos(angle), 0.5 - torch.sin(angle)], 1)
X = torch.cat([upper, lower]) + 0.1 * torch.randn(2 * n, 2)
y = torch.cat([-torch.ones(n), torch.ones(n)])

# initialize a model
model = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1)) # 2-layer neural network
print(model)
print("number of parameters", sum(p.numel() for p in model.parameters()))

# loss function
def loss():
    scores = model(X).squeeze(1)

    # svm "max-margin" loss
    losses = (1 + -y*scores).relu()
    data_loss = losses.sum() * (1.0 / len(losses))
    # L2 regularization
    alpha = 1e-4
    reg_loss = alpha * sum((p*p).sum() for p in model.parameters())
    total_loss = data_loss + reg_loss

    # also get accuracy
    accuracy = ((y > 0) == (scores > 0)).float().mean()
    return total_loss, accuracy

# optimization
for k in range(5):

    # forward
    total_loss, acc = loss()

    # backward
    model.zero_grad()
    total_loss.backward()

    # update (sgd)
    learning_rate = 1.0 - 0.9*k/100
    with torch.no_grad():
        for p in model.parameters():
            p -= learning_rate * p.grad

    if k % 1 == 0:
        print(f"step {k} loss {total_loss.item()}, accuracy {acc.item()*100}%")
