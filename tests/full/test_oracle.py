"""The comparison with torch can fail: what is not the same program does not agree."""

import pytest
import torch
from tests.full.oracle import Structure, compare, isomorphism

import nablascope


def program(x):
    y = x.sin()
    return y * y + x


def differences(other, seed=1.0, value=2.0):
    """What a trace of `program` at 2 and torch say differently of another program, in one word each."""
    x = torch.tensor(value, dtype=torch.float64, requires_grad=True)
    trace = nablascope.trace(program, torch.tensor(2.0, dtype=torch.float64))
    found = compare(trace, other(x), torch.tensor(seed, dtype=torch.float64)).differences
    return {difference.partition(":")[0] for difference in found}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((program,), set()),
        ((program, 3.0), {"gradient"}),
        ((program, 1.0, 2.5), {"value", "gradient"}),
        ((lambda x: x.sin() * x.sin() + x,), {"graph"}),
        ((lambda x: x.cos() * x.cos() + x,), {"value", "graph"}),
    ],
    ids=["the same", "another seed", "another input", "another graph", "another operation"],
)
def test_only_the_same_program_agrees(arguments, words):
    assert differences(*arguments) == words


def test_graphs_that_look_alike_from_everywhere_may_differ():
    """Two triangles of consumers and a hexagon: one colour a side, told apart edge by edge."""

    def bipartite(neighbours):
        leaves, sums = range(1, 7), range(7, 13)
        added = [[(leaf + 1, 0) for leaf in ends] for ends in neighbours]
        inputs = [[(place, 0) for place in sums], *([] for _ in leaves), *added]
        return Structure(["Stack", *["Leaf"] * 6, *["Add"] * 6], inputs, 0, 0)

    triangles = bipartite([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)])
    hexagon = bipartite([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)])
    assert isomorphism(triangles, triangles) is not None
    assert isomorphism(triangles, hexagon) is None
