# Source: Learning PyTorch with Examples until 2020 (by Justin Johnson), "PyTorch: optim"
# https://github.com/jcjohnson/pytorch-examples
# Changes: smaller layers, 5 steps for 500.
import torch

N, D_in, H, D_out = 8, 20, 10, 5

x = torch.randn(N, D_in)
y = torch.randn(N, D_out)

model = torch.nn.Sequential(
          torch.nn.Linear(D_in, H),
          torch.nn.ReLU(),
          torch.nn.Linear(H, D_out),
        )
loss_fn = torch.nn.MSELoss(reduction='sum')

learning_rate = 1e-4
optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
for t in range(5):
    y_pred = model(x)

    loss = loss_fn(y_pred, y)
    print(t, loss.item())

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
