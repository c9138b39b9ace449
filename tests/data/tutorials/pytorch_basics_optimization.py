# Source: Optimizing Model Parameters, "Full Implementation"
# https://docs.pytorch.org/tutorials/beginner/basics/optimization_tutorial.html
# Changes: random batches for FashionMNIST, nn.Sequential for the class, no "accuracy" of the test loop's class.
import torch
from torch import nn

torch.manual_seed(3)
batches = [(torch.rand(8, 4, 4), torch.randint(0, 10, (8,))) for _ in range(3)]

model = nn.Sequential(nn.Flatten(), nn.Linear(4*4, 12), nn.ReLU(), nn.Linear(12, 10))

learning_rate = 1e-3
batch_size = 8
epochs = 2

# Initialize the loss function
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)

def train_loop(batches, model, loss_fn, optimizer):
    model.train()
    for batch, (X, y) in enumerate(batches):
        # Compute prediction and loss
        pred = model(X)
        loss = loss_fn(pred, y)

        # Backpropagation
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()

        loss, current = loss.item(), batch * batch_size + len(X)
        print(f"loss: {loss:>7f}  [{current:>5d}/{batch_size * len(batches):>5d}]")

def test_loop(batches, model, loss_fn):
    model.eval()
    test_loss, correct = 0, 0
    with torch.no_grad():
        for X, y in batches:
            pred = model(X)
            test_loss += loss_fn(pred, y).item()
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
    test_loss /= len(batches)
    correct /= batch_size * len(batches)
    print(f"Test Error: \n Accuracy: {(100*correct):>0.1f}%, Avg loss: {test_loss:>8f} \n")

for t in range(epochs):
    print(f"Epoch {t+1}\n-------------------------------")
    train_loop(batches, model, loss_fn, optimizer)
    test_loop(batches, model, loss_fn)
print("Done!")
