"""What is known after each step: going back and jumping equal playing, and the end is what torch says."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.timeline.folded import folded, shown
from core.timeline.programs import programs, record
from core.timeline.runs import number, typed
from nablascope.core.graph.marks import KINK, UNREACHED
from nablascope.core.timeline.timeline import StepKind
from worked_examples import EXAMPLES, disagreements, flat

NEURON = "n = x1*w1 + x2*w2 + b\ne = torch.exp(2*n)\no = (e - 1)/(e + 1)"


def the_run(example):
    return typed(example["code"], output=example["output"], **example["inputs"])


@pytest.fixture(params=EXAMPLES, ids=lambda example: example["id"])
def example(request):
    return request.param


def test_at_the_last_step_every_gradient_is_torchs(example):
    run = the_run(example)
    last = run.frame(len(run.timeline))
    nodes = [last.node(id) for id in range(len(run.trace.nodes))]
    rows = [{"name": one.name, "value": _flat(one.value), "grad": _flat(one.grad)} for one in nodes]
    assert disagreements(example, rows) == []


def _flat(tensor):
    if tensor is None:
        return 0.0
    return list(tensor.values) if tensor.shape else tensor.values[0]


def test_the_shares_that_arrived_add_up_to_the_gradient_that_the_node_then_receives(example):
    run = the_run(example)
    calls = [(k, step) for k, step in enumerate(run.timeline.steps(), 1) if step.kind in _CALLS]
    assert calls
    for k, step in calls:
        assert run.frame(k - 1).grad(step.subject) == run.frame(k).grad(step.subject)


_CALLS = (StepKind.CALL, StepKind.ACCUMULATE)


def test_an_accumulation_adds_to_what_the_grad_was_before(example):
    text = f"{example['code']}\n{example['output']}.sum().backward(retain_graph=True)"
    run = typed(f"{text}\n{example['output']}.sum().backward()", **example["inputs"])
    steps = [(k, step) for k, step in enumerate(run.timeline.steps(), 1) if step.kind == StepKind.ACCUMULATE]
    assert steps
    for k, step in steps:
        before, after = run.frame(k - 1).leaf_grad(step.subject), run.frame(k).leaf_grad(step.subject)
        added = run.frame(k).grad(step.subject)
        start = (0.0,) * len(added.values) if before is None else before.values
        assert after.values == tuple(map(sum, zip(start, added.values, strict=True)))
        assert before == run.frame(k).grad_before(step.subject)


def test_before_the_first_step_the_graph_is_untouched(example):
    run = the_run(example)
    untouched = run.frame(0)
    for id, row in enumerate(run.trace.nodes):
        node = untouched.node(id)
        assert node.grads == (None,) * len(row.grads)
        assert (node.values == row.values) == (row.kind in ("leaf", "constant"))
    assert not any(untouched.has_sent(edge) for edge in range(len(run.trace.edges)))
    assert not any(untouched.was_called(id) for id in range(len(run.trace.nodes)))


def test_the_sigmoid_circuit_brings_the_numbers_of_cs231n_in_their_order():
    example = next(one for one in EXAMPLES if one["id"] == "cs231n_sigmoid_circuit")
    run, values, grads = the_run(example), [], []
    for k, step in enumerate(run.timeline.steps(), 1):
        name = run.trace.nodes.name[step.subject]
        if step.kind == StepKind.FORWARD and name:
            values.append((name, number(run.frame(k).node(step.subject).value)))
        elif step.kind in _CALLS and name:
            grads.append((name, number(run.frame(k).grad(step.subject))))
    assert [name for name, _ in values] == ["p0", "p1", "s", "t", "n", "e", "d", "f"]
    assert [name for name, _ in grads[:8]] == ["f", "d", "e", "n", "t", "w2", "s", "p1"]
    for told, published in ((values, "published_values"), (grads, "published_grads")):
        assert {name for name, _ in told} == example[published].keys()
        assert all(isclose(one, example[published][name], abs_tol=0.005) for name, one in told)


def test_both_shares_of_the_lectures_neuron_meet_at_e():
    run = typed(NEURON, x1=2.0, x2=0.0, w1=-3.0, w2=1.0, b=6.881373587019543)
    e = run.node("e")
    told = [number(frame.grad(e)) for frame in run.frames()]
    steps = [one for before, one in zip([None, *told], told, strict=False) if one != before]
    shares = [round(share.values[0], 4) for share in run.frames()[-1].arrived(e)]
    assert sorted(shares) == [-0.1036, 0.1464]
    assert [round(one, 4) for one in steps] == [shares[0], 0.0429]


def test_marks_appear_when_what_they_tell_of_has_happened():
    run = typed("r = torch.relu(x)\ny = r * 2", x=0.0)
    r = run.node("r")
    ran = run.words().index("forward r") + 1
    called = run.words().index("call r") + 1
    assert KINK not in run.frame(ran - 1).node(r).marks
    assert KINK in run.frame(ran).node(r).marks
    x = run.node("x")
    of_the_gradient = [mark for mark in run.trace.nodes[x].marks if mark != KINK]
    assert of_the_gradient
    assert run.frame(called).node(x).marks == ()
    assert run.frame(len(run.timeline)).node(x).marks == run.trace.nodes[x].marks


def test_what_is_not_reached_is_marked_from_the_start():
    run = typed("y = x * 2\nz = x + 1", output="y", x=1.0)
    assert UNREACHED in run.frame(0).node(run.node("z")).marks


def test_what_a_leaf_has_accumulated_appears_with_the_last_accumulation():
    run = typed("y = x * w\ny.backward(retain_graph=True)\ny.backward()", x=2.0, w=3.0)
    x, words = run.node("x"), run.words()
    steps = [k for k, word in enumerate(words, 1) if word == "accumulate x"]
    shown = [number(run.frame(k).node(x).accumulated) for k in (*steps, steps[1] - 1)]
    assert shown == [None, 6.0, None]


def test_a_share_is_there_once_it_was_sent():
    run = typed("y = x * w", x=2.0, w=3.0)
    sent = run.words().index("deliver y to w") + 1
    edge = run.timeline.step(sent).subject
    assert run.frame(sent - 1).share(edge) is None
    assert number(run.frame(sent).share(edge)) == 2.0
    assert number(run.frame(len(run.timeline)).share(edge)) == 2.0


def test_a_step_beyond_either_end_is_that_end():
    run = typed("y = x * w", x=2.0, w=3.0)
    assert run.frame(-5) == run.frame(0)
    assert run.frame(10_000) == run.frame(len(run.timeline))
    assert run.frame(10_000).whole


def test_the_edges_from_a_node_are_there_in_their_order():
    run = typed("y = x * x + x", x=2.0)
    edges = run.playback.leaving[run.node("x")]
    assert edges == [edge for edge, source in enumerate(run.trace.edges.source) if source == run.node("x")]


@settings(max_examples=25)
@given(program=programs, jumps=st.lists(st.integers(0, 10_000), max_size=8))
def test_playing_going_back_and_jumping_show_what_a_plain_fold_of_the_steps_does(program, jumps):
    run, _ = record(program)
    count = len(run.timeline)
    expected = folded(run)
    order = [*range(count + 1), *range(count, -1, -1), *(jump % (count + 1) for jump in jumps)]
    for k in order:
        assert shown(run.frame(k)) == expected[k]


@settings(max_examples=25)
@given(program=programs)
def test_after_each_pass_every_grad_is_torchs_and_gradients_are_sums_of_their_shares(program):
    run, grads = record(program)
    for one, end, leaves in zip(run.trace.passes, run.timeline.ends, grads, strict=True):
        told = {run.trace.nodes.name[leaf]: _numbers(run.frame(end).leaf_grad(leaf)) for leaf in one.leaves}
        assert {name: repr(grad) for name, grad in told.items()}.items() <= leaves.items()
    assert len(told) == len(leaves)
    for k, step in enumerate(run.timeline.steps(), 1):
        if step.kind in _CALLS:
            before, now = run.frame(k - 1), run.frame(k)
            assert repr(before.grad(step.subject)) == repr(now.grad(step.subject))


def _numbers(tensor):
    return None if tensor is None else flat(list(tensor.values))


def test_a_part_that_an_earlier_pass_reaches_is_called_unreached_in_the_end_alone():
    run = typed("y = x**2\ny.backward()\nz = torch.sin(x)\nz.backward()", x=3.0)
    *before, end = (frame.node(run.node("y")).marks for frame in run.frames())
    assert not any("unreached" in known for known in before)
    assert "unreached" in end


def test_a_leaf_shows_its_grad_of_all_passes_as_soon_as_it_is_added():
    run = typed("y = x**2\ny.backward(retain_graph=True)\ny.backward()", x=3.0)
    accumulated = [frame.node(run.node("x")).accumulated for frame in run.frames()]
    known = [tensor.values for tensor in accumulated if tensor is not None]
    assert known == [(12.0,)] * len(known)
    assert accumulated[-1] is not None
