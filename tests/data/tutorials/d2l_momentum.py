# Source: Dive into Deep Learning 12.6.2, "Momentum", "Implementation from Scratch"
# https://d2l.ai/chapter_optimization/momentum.html
# Changes: the function of 12.6.1 for the airfoil data; five steps.
import torch

def f_2d(x1, x2):
    return 0.1 * x1 ** 2 + 2 * x2 ** 2

def init_momentum_states():
    return [torch.zeros(1), torch.zeros(1)]

def sgd_momentum(params, states, hyperparams):
    for p, v in zip(params, states):
        with torch.no_grad():
            v[:] = hyperparams['momentum'] * v + p.grad
            p[:] -= hyperparams['lr'] * v
        p.grad.data.zero_()

x = torch.tensor([-5.0], requires_grad=True)
y = torch.tensor([-2.0], requires_grad=True)
states = init_momentum_states()
for i in range(5):
    l = f_2d(x, y)
    l.backward()
    sgd_momentum([x, y], states, {'lr': 0.4, 'momentum': 0.5})
    print(f'epoch {i + 1}, x1: {x.item():f}, x2: {y.item():f}')
