# Source: The Fundamentals of Autograd (Introduction to PyTorch on YouTube), "Autograd in Training"
# https://docs.pytorch.org/tutorials/beginner/introyt/autogradyt_tutorial.html
# Changes: nn.Sequential for the class TinyModel; smaller layers.
import torch

BATCH_SIZE = 4
DIM_IN = 30
HIDDEN_SIZE = 12
DIM_OUT = 10

some_input = torch.randn(BATCH_SIZE, DIM_IN, requires_grad=False)
ideal_output = torch.randn(BATCH_SIZE, DIM_OUT, requires_grad=False)

model = torch.nn.Sequential(
    torch.nn.Linear(DIM_IN, HIDDEN_SIZE),
    torch.nn.ReLU(),
    torch.nn.Linear(HIDDEN_SIZE, DIM_OUT),
)
print(model[2].weight[0][0:10]) # just a small slice
print(model[2].weight.grad)

optimizer = torch.optim.SGD(model.parameters(), lr=0.001)

prediction = model(some_input)

loss = (ideal_output - prediction).pow(2).sum()
print(loss)

loss.backward()
print(model[2].weight[0][0:10])
print(model[2].weight.grad[0][0:10])

optimizer.step()
print(model[2].weight[0][0:10])
print(model[2].weight.grad[0][0:10])

print(model[2].weight.grad[0][0:10])

for i in range(0, 5):
    prediction = model(some_input)
    loss = (ideal_output - prediction).pow(2).sum()
    loss.backward()

print(model[2].weight.grad[0][0:10])

optimizer.zero_grad(set_to_none=False)

print(model[2].weight.grad[0][0:10])
