"""Which groups a run has: by module, by call of a function, by round of a loop, and repeated bodies."""

from dataclasses import replace

import torch
from tests.core.graph.grouped import outline, scoped
from torch import nn

import nablascope
from core.timeline.runs import typed
from core.traces import run
from nablascope.core.graph.columns import NO_WORDS, NOTHING
from nablascope.core.graph.group_scopes import depths, tree_of
from nablascope.core.graph.grouping import group_tree

RNN = """
h = w
for step in range({steps}):
    h = torch.tanh(x * u + h * w)
loss = h * 2
"""

LAYERS = """
def block(a, w):
    return torch.tanh(a * w + w)
def model(a):
    for w in ws:
        a = block(a, w)
    return torch.sin(torch.cos(a))
ws = [torch.ones((), requires_grad=True) for _ in range(3)]
loss = model(x) * x
"""


def groups_of(text, **inputs):
    return group_tree(typed(text, **inputs).trace)


def rnn(steps):
    return typed(RNN.format(steps=steps), x=1.0, u=0.5, w=0.3).trace


def test_a_run_without_functions_loops_and_modules_has_no_groups():
    groups = groups_of("y = torch.sin(x) * x", x=2.0)
    assert (len(groups), set(groups.group_of)) == (0, {NOTHING})


def test_the_rounds_of_a_loop_are_rolled_up():
    assert outline(group_tree(rnn(3))) == [
        "for step × 3: 12",
        "  for step #1: 4",
        "  for step #2: 4",
        "  for step #3: 4",
    ]


def test_a_sum_that_starts_from_a_number_is_rolled_up_whole():
    text = "t = 0\nfor i in range(3):\n    t = t + torch.sin(x * i)\ny = t * 2"
    assert outline(groups_of(text, x=1.0))[0].startswith("for i × 3")


def test_functions_are_groups_and_loops_stand_inside_of_them():
    assert outline(groups_of(LAYERS, x=1.0)) == [
        "model: 14",
        "  block × 3: 12",
        "    block #1: 4",
        "    block #2: 4",
        "    block #3: 4",
    ]


def test_rounds_that_compute_another_thing_are_not_rolled_up():
    text = "y = x\nfor i in range(4):\n    y = torch.sin(y * x) if i < 2 else torch.cos(y * x)\nz = y * 2"
    assert outline(groups_of(text, x=1.0)) == [
        "for i × 2: 4",
        "  for i #1: 2",
        "  for i #2: 2",
        "for i × 2: 4",
        "  for i #3: 2",
        "  for i #4: 2",
    ]


def test_rounds_that_are_wired_otherwise_are_not_rolled_up():
    text = "y = x\nfor i in range(2):\n    a = torch.sin(y)\n    b = a if i else y\n    y = b - a\nz = y * 2"
    assert outline(groups_of(text, x=1.0)) == ["for i #1: 3", "for i #2: 2"]


def test_shapes_do_not_tell_bodies_apart():
    text = "y = torch.ones(1)\nfor n in (3, 5):\n    y = (torch.ones(n) * x).sum() * y\nz = y.sum()"
    assert outline(groups_of(text, x=1.0))[0].startswith("for n × 2")


def test_a_leaf_is_in_the_group_of_its_uses_and_a_shared_one_is_around_them():
    trace = typed(LAYERS, x=1.0).trace
    groups = group_tree(trace)
    leaves = [node.id for node in trace.nodes if node.kind == "leaf"]
    label = {id: groups.group_of[id] != NOTHING and groups.label[groups.group_of[id]] for id in leaves}
    assert sorted(map(str, label.values())) == ["False", "block #1", "block #2", "block #3"]
    shared = typed(LAYERS.replace("ws = [", "v = x * 1\nws = [v, v, v]\nold = ["), x=1.0).trace
    names = dict(zip(shared.nodes.name, group_tree(shared).group_of, strict=True))
    assert names["x"] == NOTHING


def test_a_cut_stays_where_it_was_made():
    text = "h = x\nfor i in range(3):\n    h = torch.sin(h.detach() * x)\ny = h * 2"
    assert outline(groups_of(text, x=1.0)) == ["for i × 3: 9", *(f"  for i #{n}: 3" for n in (1, 2, 3))]


def test_keys_are_unique_and_survive_a_longer_loop_and_a_line_above():
    keys = group_tree(rnn(3)).key
    assert len(set(keys)) == len(keys)
    assert set(keys) < set(group_tree(rnn(5)).key)
    above = typed("k = torch.sin(x)\n" + RNN.format(steps=3), x=1.0, u=0.5, w=0.3).trace
    assert group_tree(above).key == keys


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)

    def forward(self, x):
        return torch.tanh(self.linear(x)) + x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(Block() for _ in range(12))
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.head(x)


def net_trace():
    with nablascope.record() as recording:
        net = Net()
        loss = net(torch.ones(3, 4, requires_grad=True)).sum()
    return recording.trace(loss)


def test_modules_are_groups_and_equal_layers_are_rolled_up():
    lines = outline(group_tree(net_trace()))
    assert lines[:4] == ["net: 77", "  layers × 12: 73", "    layers.0: 7", "      linear: 4"]
    assert lines[-1] == "  head: 4"


def test_a_module_called_in_turns_has_a_group_for_each_call():
    with nablascope.record() as recording:
        net = nn.Linear(2, 2)
        x = torch.ones(1, 2, requires_grad=True)
        loss = torch.sin(net(torch.sin(net(x)))).sum()
    assert outline(group_tree(recording.trace(loss))) == ["net #1: 3", "net #2: 2"]


def test_a_file_of_before_scopes_were_recorded_has_its_modules():
    trace = net_trace()
    older = replace(trace, node_columns=replace(trace.node_columns, scope=NO_WORDS))
    assert outline(group_tree(older))[0] == "layers × 12: 73"


def test_a_function_that_takes_turns_with_another_is_cut_into_parts():
    trace = run("\n".join(f"a{n + 1} = {'sin' if n % 2 else 'exp'}(a{n})" for n in range(8)), a0=0.5)
    turns = [None, *(f"f0 {name}" for name in "ffggffgg")]
    assert outline(group_tree(scoped(trace, turns))) == ["f #1: 3", "g #1: 2", "f #1: 2", "g #1: 2"]
    keys = group_tree(scoped(trace, turns)).key
    assert keys == ("f0 f", "f0 g", "f0 f ~1", "f0 g ~1")


def test_what_uses_a_scope_as_deep_as_one_may_be_is_grouped():
    trace = run("y = sin(sin(sin(x)))", x=0.5)
    deep = "/".join(f"f0 f{n}" for n in range(256))
    assert outline(group_tree(scoped(trace, [None, deep, deep, None]))) == ["f0: 3"]


def turns_of(trace, depth):
    """The trace with two scopes of a depth that take turns from node to node."""
    deep = ["/".join(f"f0 {name}{n}" for n in range(depth)) for name in "ab"]
    return scoped(trace, [deep[id % 2] for id in range(len(trace.nodes))])


def test_a_forged_file_of_deep_scopes_has_few_groups_a_node():
    trace = run("\n".join(["y0 = sin(x)", *(f"y{n + 1} = sin(y{n})" for n in range(2999))]), x=0.5)
    tree = tree_of(turns_of(trace, 256))
    assert len(trace.nodes) <= len(tree.parent) <= 5 * len(trace.nodes)
    assert tree_of(turns_of(trace, 256)) == tree
    assert set(depths(tree.parent)) == set(range(max(depths(tree.parent)) + 1))
    assert tree.line[:2] == ["f0 b0", "f0 b1"], "the outermost are kept"


def test_a_small_graph_has_all_of_its_deep_groups():
    trace = run("y = sin(sin(sin(x)))", x=0.5)
    assert len(tree_of(turns_of(trace, 60)).parent) == 60 * 3
