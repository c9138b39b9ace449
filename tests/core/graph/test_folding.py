"""Closed groups are one node each; nothing is lost, and stepping through goes on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.graph.grouped import all_closed, opened, scoped, words
from tests.core.graph.test_grouping import LAYERS, net_trace, rnn

from core.timeline.runs import played, typed
from core.traces import Tape, node, trace_of
from nablascope.core.graph.check import DamagedTraceError, check
from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.folding import fold
from nablascope.core.graph.grouping import group_tree
from nablascope.core.graph.marks import NAN
from nablascope.core.graph.opening import MOST_TIMES, start_open
from nablascope.core.graph.trace import Edge


@st.composite
def graphs(draw):
    """Random graphs, scopes in any order over them, and some groups that are open."""
    tape, values = Tape(), []
    for number in range(draw(st.integers(1, 3))):
        values.append(tape.leaf(f"x{number}", 0.5 + number))
    scopes = []
    depth = st.lists(st.sampled_from(["f0 f", "f1 f", "l0 for", "l1 for", "m0 net"]), max_size=3)
    for _ in range(draw(st.integers(1, 24))):
        one, other = (draw(st.sampled_from(values)) for _ in range(2))
        values.append(one * other if draw(st.booleans()) else one + other)
        scopes.append("/".join(draw(depth)) or None)
    trace = scoped(tape.trace(values[-1]), [None] * (len(tape.nodes) - len(scopes)) + scopes)
    keys = group_tree(trace).key
    chosen = draw(st.sets(st.sampled_from(keys))) if keys else set()
    return trace, frozenset(chosen)


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_nothing_is_lost_and_nothing_runs_backwards(drawn):
    trace, open_keys = drawn
    groups = group_tree(trace)
    folded = fold(trace, groups, open_keys)
    shown = [id for each in range(len(folded.trace.nodes)) for id in originals(folded, each)]
    assert sorted(shown) == list(range(len(trace.nodes)))
    edges = folded.trace.edges
    assert all(source < target for source, target in zip(edges.source, edges.target, strict=True))
    by = folded.shown_by
    crossing = [i for i, edge in enumerate(trace.edges) if by[edge.source] != by[edge.target]]
    assert sorted(folded.edge) == crossing
    for place, index in enumerate(folded.edge):
        now, before = edges[place], trace.edges[index]
        assert (now.source, now.target, now.grad) == (by[before.source], by[before.target], before.grad)
    assert len({(edge.source, edge.target, edge.key) for edge in edges}) == len(edges)


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_every_folded_run_can_be_stepped_through_to_the_same_end(drawn):
    trace, open_keys = drawn
    folded = fold(trace, group_tree(trace), open_keys)
    run = played(folded.trace)
    sent = [step.subject for step in run.timeline.steps() if step.kind.name == "DELIVER"]
    assert len(sent) == len(set(sent)) == sum(edge.grad is not None for edge in folded.trace.edges)
    called = {}
    for k, step in enumerate(run.timeline.steps(), start=1):
        if step.kind.name in ("CALL", "ACCUMULATE"):
            called[step.subject] = k
    for k, step in enumerate(run.timeline.steps(), start=1):
        if step.kind.name == "DELIVER":
            edge = folded.trace.edges[step.subject]
            assert called[edge.target] < k < called[edge.source]


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_with_all_groups_open_the_trace_is_an_equal_one(drawn):
    trace, _ = drawn
    groups = group_tree(trace)
    folded = fold(trace, groups, groups.key)
    assert folded.trace == trace
    assert list(folded.node) == list(folded.shown_by) == list(range(len(trace.nodes)))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_groups_never_interleave_and_hold_what_their_columns_say(drawn):
    trace, _ = drawn
    groups = group_tree(trace)
    assert len(set(groups.key)) == len(groups)
    for group in range(len(groups)):
        inside = [
            id
            for id, own in enumerate(groups.group_of)
            if own == group or (own != NOTHING and group in groups.around(own))
        ]
        assert len(inside) == groups.size[group] > 1
        run = [id for id in inside if trace.nodes.kind[id] == "op"]
        assert (run[0], run[-1]) == (groups.first[group], groups.last[group])
        between = range(groups.first[group], groups.last[group] + 1)
        assert [id for id in between if trace.nodes.kind[id] == "op"] == run


@pytest.mark.parametrize("make", [lambda: rnn(6), lambda: typed(LAYERS, x=1.0).trace, net_trace])
def test_real_runs_come_back_whole(make):
    trace = make()
    groups = group_tree(trace)
    assert fold(trace, groups, groups.key).trace == trace


def originals(folded, id):
    """The ids, in the whole trace, of the nodes that node `id` shows."""
    return [original for original, shown in enumerate(folded.shown_by) if shown == id]


def test_a_closed_group_shows_what_goes_in_and_out_and_its_range_of_gradients():
    trace = rnn(3)
    folded = all_closed(trace)
    assert words(folded.trace) == ["x", "u", "w", "for step × 3", "constant", "loss"]
    group = next(node for node in folded.trace.nodes if node.kind == "group")
    last = next(node for node in reversed(list(trace.nodes)) if node.function == "tanh")
    assert (group.values, group.grads) == (last.values, last.grads)
    inside = [trace.nodes[id] for id in originals(folded, group.id)]
    sizes = [abs(node.grad.values[0]) for node in inside if node.grad]
    assert (group.inside.nodes, group.inside.least, group.inside.most) == (12, min(sizes), max(sizes))
    assert group.requires_grad
    assert group.op is group.function is None


def test_a_group_whose_results_are_used_in_two_places_has_two_outputs():
    text = "def f(a):\n    s = torch.sin(a)\n    return s, torch.cos(s)\np, q = f(x * 1)\ny = p * q"
    folded = all_closed(typed(text, x=1.0).trace)
    group = next(node for node in folded.trace.nodes if node.kind == "group")
    assert len(group.values) == len(group.grads) == 2
    into = [(edge.output, edge.key) for edge in folded.trace.edges if edge.source == group.id]
    assert into == [(0, 0), (1, 1)]


def test_an_open_group_shows_the_closed_ones_inside():
    trace = typed(LAYERS, x=1.0).trace
    assert [word for word in words(opened(trace, "model").trace) if "block" in word] == ["block × 3"]
    labels = words(opened(trace, "model", "block × 3").trace)
    assert [word for word in labels if "block" in word] == ["block #1", "block #2", "block #3"]


def test_a_group_around_that_is_closed_hides_an_open_one():
    trace = typed(LAYERS, x=1.0).trace
    assert words(opened(trace, "block × 3").trace) == words(all_closed(trace).trace)


def test_a_group_runs_at_once_and_is_called_at_once():
    run = played(all_closed(rnn(3)).trace)
    assert [word for word in run.words() if "step" in word and "deliver" not in word] == [
        "forward for step × 3",
        "call for step × 3",
    ]
    assert run.frame(1).has_run(run.node("for step × 3"))
    assert not run.frame(0).has_run(run.node("for step × 3"))


def test_a_group_that_a_backward_pass_interrupted_runs_when_its_last_node_does():
    text = (
        "def f(a):\n    s = torch.sin(a) * a\n    s.backward(retain_graph=True)\n    return torch.cos(s)\n"
        "y = f(x) * x"
    )
    told = played(all_closed(typed(text, x=1.0).trace).trace).words()
    assert told[:3] == ["seed f", "call f", "deliver f to x"]
    assert told.index("accumulate x") < told.index("forward f") < told.index("forward y")


def test_a_nan_inside_is_told_on_the_group():
    text = "def f(a):\n    return torch.sin(torch.sqrt(a) * a)\ny = f(x * 1) * 2"
    group = next(node for node in all_closed(typed(text, x=-1.0).trace).trace.nodes if node.kind == "group")
    assert NAN in group.marks


def test_zeros_and_infinities_are_left_out_of_the_range():
    text = "def f(a):\n    return torch.sqrt(torch.relu(a)) * 3\ny = f(x * 1) * 2"
    group = next(node for node in all_closed(typed(text, x=0.0).trace).trace.nodes if node.kind == "group")
    assert (group.inside.least, group.inside.most) == (2.0, 6.0)


def test_a_leaf_between_two_operations_of_a_group_that_others_use_too_comes_before_it():
    rows = [node(0, "leaf", name="x"), *(node(id, function="sin") for id in (1,)), node(2, "leaf", name="w")]
    rows += [node(3, function="mul"), node(4, function="mul")]
    edges = [Edge(0, 0, 1, 0, "self", None), Edge(1, 0, 3, 0, "self", None), Edge(2, 0, 3, 0, "other", None)]
    edges += [Edge(3, 0, 4, 0, "self", None), Edge(2, 0, 4, 0, "other", None)]
    trace = scoped(trace_of(rows, edges), [None, "f0 f", None, "f0 f", None])
    folded = all_closed(trace)
    assert words(folded.trace) == ["w", "f", "mul"]
    assert list(folded.shown_by) == [1, 1, 0, 1, 2]


def test_a_file_with_closed_groups_is_refused():
    folded = all_closed(rnn(3)).trace
    with pytest.raises(DamagedTraceError):
        check(folded)


def test_a_small_graph_starts_open():
    groups = group_tree(rnn(20))
    assert start_open(groups) == set(groups.key)


def test_what_is_repeated_often_stays_closed_where_not_all_can_be_seen():
    groups = group_tree(rnn(20))
    opened = start_open(groups, most=len(groups.group_of) - 1)

    rolled = {groups.key[group] for group in range(len(groups)) if groups.times[group] > MOST_TIMES}
    assert rolled
    assert not opened & rolled
