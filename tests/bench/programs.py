"""What the benchmarks of recording run, and how long one forward and backward pass of it takes."""

import gc
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import nn

import nablascope


class Chain(nn.Module):
    """Operations on a scalar, one after the other."""

    def __init__(self, length):
        super().__init__()
        self.length = length

    def forward(self, x):
        for _ in range(self.length):
            x = x * 1.0001
        return x


@dataclass(frozen=True)
class Program:
    """A model and what goes in."""

    model: nn.Module
    x: torch.Tensor

    def loss(self):
        return self.model(self.x).sum() if self.x.dim() else self.model(self.x)


def chain(length):
    return Program(Chain(length), torch.tensor(1.0, requires_grad=True))


def mlp(width, batch):
    """An MLP of 100 layers; the input requires a gradient too, so that every tool has a backward pass."""
    torch.manual_seed(0)
    layers = [layer for _ in range(100) for layer in (nn.Linear(width, width), nn.ReLU())]
    return Program(nn.Sequential(*layers), torch.randn(batch, width, requires_grad=True))


@dataclass(frozen=True)
class Seconds:
    """Wall time of one run: forward and backward, and until the trace is there where one is built."""

    run: float
    trace: float


def plain(program):
    """Nobody listens."""
    return _timed(program, nullcontext, lambda _recording, _loss: None)


def recorded(program):
    """Nablascope listens, then builds the trace."""
    return _timed(program, nablascope.record, lambda recording, loss: recording.trace(loss))


def _timed(program, listening: Callable, build: Callable):
    """One step as a loop of training takes it: gradients are not accumulated over steps."""
    program.model.zero_grad()
    program.x.grad = None
    gc.collect()
    start = time.perf_counter()
    with listening() as recording:
        loss = program.loss()
        loss.backward()
    ran = time.perf_counter()
    trace = build(recording, loss)
    built = time.perf_counter()
    del trace, recording, loss
    return Seconds(ran - start, built - start)


def interleaved(program, rounds):
    """Best of some rounds, plain and recorded in turns, so that a busy machine slows both down."""
    plain(program), recorded(program)
    pairs = [(plain(program), recorded(program)) for _ in range(rounds)]
    return min(p.run for p, _ in pairs), min(r.run for _, r in pairs), min(r.trace for _, r in pairs)
