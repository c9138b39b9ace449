"""Random programs: arithmetic with values used again and again, and backward passes in between."""

from dataclasses import dataclass

import torch
from hypothesis import strategies as st

import nablascope
from core.timeline.runs import Played, played
from worked_examples import flat

_UNARY = (torch.sin, torch.tanh, torch.exp, torch.relu, torch.neg, torch.square)
_BINARY = (torch.add, torch.mul, torch.sub, torch.maximum)
_LEAVES = ("a", "b", "c")


@dataclass(frozen=True)
class Program:
    """What `record` runs.

    Attributes:
        dtype: of its leaves.
        shape: of its leaves.
        operations: each a function and where its arguments stand among the values so far.
        passes: before each pass the leaves whose ``grad`` is zeroed, and those whose ``grad`` is let go
            of; then which value it starts from, counted from the end.
    """

    dtype: torch.dtype
    shape: tuple[int, ...]
    operations: tuple[tuple[object, tuple[int, ...]], ...]
    passes: tuple[tuple[frozenset[str], frozenset[str], int], ...]


_places = st.integers(0, 1000)
_operations = st.one_of(
    st.tuples(st.sampled_from(_UNARY), st.tuples(_places)),
    st.tuples(st.sampled_from(_BINARY), st.tuples(_places, _places)),
)
_some_leaves = st.frozensets(st.sampled_from(_LEAVES))

programs = st.builds(
    Program,
    st.sampled_from((torch.float32, torch.float64)),
    st.sampled_from(((), (3,))),
    st.lists(_operations, min_size=1, max_size=7).map(tuple),
    st.lists(st.tuples(_some_leaves, _some_leaves, st.integers(0, 2)), min_size=1, max_size=3).map(tuple),
)


def record(program: Program) -> tuple[Played, list[dict[str, str]]]:
    """The run, and what each leaf's ``grad`` really was after each of its passes."""
    numbers = torch.linspace(0.3, 1.7, 9, dtype=program.dtype).reshape(3, 3)
    leaves = {
        name: numbers[i][: 3 if program.shape else 1].reshape(program.shape) for i, name in enumerate("abc")
    }
    leaves = {name: one.clone().requires_grad_() for name, one in leaves.items()}
    grads: list[dict[str, str]] = []
    with nablascope.record(whole=True) as recording:
        for name, one in leaves.items():
            recording.name(one, name)
        values = _computed(program, list(leaves.values()))
        root = sum(values[len(leaves) :], values[0] * values[1] + values[2]).sum()
        starts = [root, *values[: len(leaves) - 1 : -1]]
        for zeroed, dropped, start in (*program.passes, (frozenset(), frozenset(), 0)):
            _change(leaves, zeroed, dropped)
            chosen = starts[start % len(starts)]
            chosen.backward(torch.full_like(chosen, 0.5), retain_graph=True)
            grads.append({name: _told(one) for name, one in leaves.items()})
    run = played(recording.trace(root))
    return run, grads


def _computed(program, values):
    for function, places in program.operations:
        values.append(function(*(values[place % len(values)] for place in places)))
    return values


def _change(leaves, zeroed, dropped):
    for name, one in leaves.items():
        if name in zeroed and one.grad is not None:
            one.grad.zero_()
        if name in dropped:
            one.grad = None


def _told(leaf):
    return repr(None if leaf.grad is None else flat(leaf.grad.reshape(-1).tolist()))
