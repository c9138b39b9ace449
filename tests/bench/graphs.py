"""The graphs that layout and canvas are measured on, all recorded by the project itself."""

import random
from collections.abc import Callable
from functools import cache

import torch
import torch.nn.functional as F

import nablascope
from nablascope.core.graph.trace import Trace

OPERATIONS = 100_000


def tutorial():
    x = torch.tensor(100.0, requires_grad=True)
    return torch.sin(x / 2**1.5)


def mlp():
    """Two layers with cross-entropy."""
    torch.manual_seed(0)
    x, target = torch.randn(16, 8), torch.randint(0, 3, (16,))
    w1, b1, w2, b2 = parameters((8, 16), (16,), (16, 3), (3,))
    return F.cross_entropy(torch.relu(x @ w1 + b1) @ w2 + b2, target)


def rnn(steps):
    def run():
        torch.manual_seed(0)
        xs = torch.randn(steps, 4)
        wx, wh, b, hidden = parameters((4, 8), (8, 8), (8,), (8,))
        for x in xs:
            hidden = torch.tanh(x @ wx + hidden @ wh + b)
        return hidden.sum()

    return run


def transformer(blocks):
    """From primitive operations: every head of attention, every normalization written out."""

    def run():
        torch.manual_seed(0)
        x = torch.randn(6, 12, requires_grad=True)
        for _ in range(blocks):
            x = feed_forward(attention(x))
        return x.pow(2).mean()

    return run


def attention(x):
    heads = []
    for _ in range(6):
        q, k, v = (x @ weight for weight in parameters((12, 2), (12, 2), (12, 2)))
        scores = (q @ k.T) / 2**0.5
        raised = (scores - scores.amax(-1, keepdim=True)).exp()
        heads.append((raised / raised.sum(-1, keepdim=True)) @ v)
    (out,) = parameters((12, 12))
    return normalized(x + torch.cat(heads, -1) @ out)


def feed_forward(x):
    w1, b1, w2, b2 = parameters((12, 16), (16,), (16, 12), (12,))
    return normalized(x + torch.relu(x @ w1 + b1) @ w2 + b2)


def normalized(x):
    gain, shift = parameters((12,), (12,))
    centred = x - x.mean(-1, keepdim=True)
    return centred / (centred.pow(2).mean(-1, keepdim=True) + 1e-5).sqrt() * gain + shift


def micrograd():
    """Karpathy's demonstration: an MLP of scalars, 2-16-16-1, on 100 samples, with a max-margin loss."""
    torch.manual_seed(0)
    layers = [scalar_layer(2, 16), scalar_layer(16, 16), scalar_layer(16, 1)]
    losses = [margin(layers, [random.uniform(-1, 1) for _ in range(2)], 1 - 2 * (n % 2)) for n in range(100)]
    total = losses[0]
    for loss in losses[1:]:
        total = total + loss
    return total / len(losses)


def scalar_layer(inputs, outputs):
    return [parameters(*[()] * (inputs + 1)) for _ in range(outputs)]


def margin(layers, sample, label):
    for number, layer in enumerate(layers):
        sample = [neuron(weights, sample, number < len(layers) - 1) for weights in layer]
    return (1 + -label * sample[0]).relu()


def neuron(weights, sample, bends):
    total = weights[-1]
    for weight, number in zip(weights, sample, strict=False):
        total = total + weight * number
    return total.relu() if bends else total


def chain():
    x = torch.tensor(1.0, requires_grad=True)
    for _ in range(OPERATIONS):
        x = x.sin()
    return x


def layered(operations=OPERATIONS, width=200):
    """Random: 500 layers of 200 sums, each of a value of the layer before and one of the two before."""

    def run():
        chooser = random.Random(0)
        layers = [list(parameters(*[()] * width))]
        for _ in range(operations // width - 1):
            near = layers[-1] + layers[max(len(layers) - 2, 0)]
            layers.append([value + chooser.choice(near) for value in layers[-1]])
        return torch.stack(layers[-1]).sum()

    return run


def parameters(*shapes):
    return [torch.randn(shape, requires_grad=True) for shape in shapes]


GRAPHS: dict[str, Callable[[], torch.Tensor]] = {
    "tutorial": tutorial,
    "mlp": mlp,
    "rnn 100": rnn(100),
    "rnn 2000": rnn(2000),
    "transformer 4": transformer(4),
    "transformer 16": transformer(16),
    "micrograd": micrograd,
    "chain": chain,
    "layered": layered(),
    "layered 10000": layered(10_000, 100),
    "layered 1000": layered(1_000, 40),
}


@cache
def graph(name: str) -> Trace:
    """The trace of one of `GRAPHS`, its backward pass included."""
    random.seed(0)
    with nablascope.record() as recording:
        loss = GRAPHS[name]()
        loss.backward()
    return recording.trace(loss)
