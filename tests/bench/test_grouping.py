"""How long grouping and folding take on 100,000 operations, and how much of large graphs is shown at first.

Goal: the groups in well under half a second on a machine that does nothing else.
"""

from functools import cache

from tests.bench.graphs import graph
from tests.core.graph.grouped import scoped, words

from nablascope.core.graph.folding import fold
from nablascope.core.graph.grouping import group_tree
from nablascope.core.graph.opening import start_open


@cache
def chain():
    trace = graph("chain")
    count = len(trace.nodes)
    return scoped(trace, (f"f0 run/l{id // 50} for step/f{id % 50 // 10} inner" for id in range(count)))


def rounds(trace):
    """Scopes of the rounds of a loop over what `tanh` ends."""
    number = 0
    for one in trace.nodes:
        yield f"l{number} for x" if one.kind == "op" and number < 2000 else None
        number += one.function == "tanh"


def test_grouping_a_hundred_thousand_operations(benchmark):
    groups = benchmark(group_tree, chain())
    assert max(groups.times) > 1900
    assert benchmark.stats["min"] < 1.0


def test_folding_a_hundred_thousand_operations(benchmark):
    groups = group_tree(chain())
    folded = benchmark(fold, chain(), groups, start_open(groups))
    assert len(folded.trace.nodes) < 2000
    assert benchmark.stats["min"] < 2.0


def test_a_large_graph_starts_with_whole_levels_closed():
    trace = scoped(graph("rnn 2000"), rounds(graph("rnn 2000")))
    groups = group_tree(trace)
    folded = fold(trace, groups, start_open(groups))
    assert len(folded.trace.nodes) <= 2000
    assert "for x × 2000" in words(folded.trace)
