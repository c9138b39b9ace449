"""Recording: every value and gradient of the graph torch built, as they were when it ran."""

import weakref

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from nablascope.engine.build import build
from nablascope.engine.record import Recorder


def leaf(value):
    return torch.tensor(value, requires_grad=True)


def record(function, *inputs):
    """The graph of `function`, and its result."""
    with Recorder() as recorder:
        result = function(*inputs)
        result.backward()
    graph = build(recorder.recording, recorder.recording.passes[-1])
    return graph, result


def nodes_by_op(graph):
    return {node.op or node.kind: node for node in graph.nodes}


def number(tensor):
    return None if tensor is None else tensor.values[0]


def test_values_are_those_of_the_forward_pass_and_gradients_those_torch_computes():
    x = leaf(100.0)
    graph, y = record(lambda x: torch.sin(x / 2**1.5), x)
    nodes = nodes_by_op(graph)
    assert number(nodes["SinBackward0"].value) == y.item()
    assert number(nodes["leaf"].grad) == x.grad.item()
    assert number(nodes["DivBackward0"].grad) == torch.cos(x / 2**1.5).item()


def test_nodes_stand_in_the_order_in_which_they_ran():
    graph, _ = record(lambda u, v: u**2 + v**3 + u * v, leaf(2.0), leaf(4.0))
    ops = [node.op for node in graph.nodes if node.kind == "op"]
    assert ops == ["PowBackward0", "PowBackward0", "AddBackward0", "MulBackward0", "AddBackward0"]
    assert all(edge.source < edge.target for edge in graph.edges)


@pytest.mark.parametrize(
    ("function", "shares"), [(lambda x: x * x, [3.0, 3.0]), (lambda x: x + x, [1.0, 1.0])]
)
def test_a_value_used_twice_has_two_edges_with_a_share_each(function, shares):
    graph, _ = record(function, leaf(3.0))
    assert [number(edge.grad) for edge in graph.edges] == shares
    assert [edge.key for edge in graph.edges] == [0, 1]
    assert [edge.input for edge in graph.edges] == ["self", "other"]
    assert number(graph.nodes[0].grad) == sum(shares)


def test_the_shares_arriving_at_a_leaf_are_told_apart():
    graph, _ = record(lambda u, v: u**2 + v**3 + u * v, leaf(2.0), leaf(4.0))
    arriving = {node.id: [number(e.grad) for e in graph.edges if e.source == node.id] for node in graph.nodes}
    u, v = (node.id for node in graph.nodes if node.kind == "leaf")
    assert (arriving[u], arriving[v]) == ([4.0, 4.0], [48.0, 2.0])


def test_a_number_is_drawn_as_a_constant_outside_of_autograd():
    graph, _ = record(lambda x: x / 2**1.5, leaf(1.0))
    constant = nodes_by_op(graph)["constant"]
    assert (number(constant.value), constant.grad, constant.requires_grad) == (2**1.5, None, False)
    assert [edge.grad for edge in graph.edges if edge.source == constant.id] == [None]


def test_a_setting_such_as_a_dimension_is_not_drawn():
    graph, _ = record(lambda x: x.sum(0), leaf([1.0, 2.0]))
    assert [node.kind for node in graph.nodes] == ["leaf", "op"]


def test_a_tensor_without_gradient_is_one_constant_however_often_it_is_used():
    t = torch.tensor(3.0)
    graph, _ = record(lambda x: x * t + t, leaf(2.0))
    assert [node.kind for node in graph.nodes].count("constant") == 1


def test_an_in_place_change_afterwards_does_not_alter_a_recorded_value():
    def change(x):
        y = x + 1
        z = y * 2
        with torch.no_grad():
            z.zero_()
        return z

    graph, _ = record(change, leaf(3.0))
    assert number(nodes_by_op(graph)["MulBackward0"].value) == 8.0


def test_a_leaf_changed_after_its_use_keeps_the_value_it_was_used_with():
    x = leaf(3.0)

    def step(x):
        y = x * 2
        with torch.no_grad():
            x -= 1
        return y

    graph, _ = record(step, x)
    assert number(nodes_by_op(graph)["leaf"].value) == 3.0


def test_every_output_of_a_node_has_its_value_and_its_gradient():
    graph, _ = record(lambda x: x.unbind()[0] + 2 * x.unbind()[1], leaf([5.0, 7.0]))
    unbind = next(node for node in graph.nodes if node.op == "UnbindBackward0")
    assert number(unbind.values[0]) == 5.0
    assert number(unbind.grads[0]) == 1.0


def test_a_list_of_tensors_names_each_edge():
    graph, _ = record(lambda x, y: torch.cat([x, y]).sum(), leaf([1.0]), leaf([2.0]))
    assert [edge.input for edge in graph.edges][:2] == ["tensors[0]", "tensors[1]"]


def test_a_custom_function_shows_its_own_output_not_a_value_from_inside_of_it():
    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.exp() * 0 + 2 * x

        @staticmethod
        def backward(ctx, grad):
            return 2 * grad

    for function in (Twice.apply, lambda x: Twice.apply(x) * 3):
        graph, _ = record(function, leaf(4.0))
        custom = nodes_by_op(graph)["TwiceBackward"]
        assert (number(custom.value), custom.function) == (8.0, "Twice")


def test_the_graph_without_constants_is_the_walk_of_next_functions():
    u, v = leaf(2.0), leaf([4.0, 1.0])
    graph, result = record(lambda u, v: (torch.relu(u * v) ** 2 + v.sum()).mean(), u, v)
    expected, waiting, seen = 0, [result.grad_fn], set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            following = [n for n, _ in node.next_functions if n is not None]
            expected += len(following)
            waiting += following
    followed = [edge for edge in graph.edges if graph.nodes[edge.source].kind != "constant"]
    assert len(followed) == expected
    assert sum(node.kind != "constant" for node in graph.nodes) == len(seen)


def test_a_slice_of_a_leaf_may_be_updated_outside_of_autograd():
    def step(p):
        with torch.no_grad():
            p[:] -= 0.5
        return (p * p).sum()

    graph, _ = record(step, leaf([2.0, 1.0]))
    assert [node.op or node.kind for node in graph.nodes] == ["leaf", "MulBackward0", "SumBackward0"]
    assert graph.nodes[0].value.values == (1.5, 0.5)


def test_the_shares_of_a_node_add_up_to_its_gradient():
    graph, _ = record(lambda x: torch.tanh(x) * x + x / 3, leaf(0.7))
    for node in graph.nodes:
        shares = [number(e.grad) for e in graph.edges if e.source == node.id and e.grad is not None]
        if shares:
            assert sum(shares) == pytest.approx(number(node.grad), rel=1e-6)


def test_an_output_that_is_a_leaf_is_a_graph_of_one_node():
    graph, _ = record(lambda x: x, leaf(2.0))
    assert [(node.kind, number(node.grad)) for node in graph.nodes] == [("leaf", 1.0)]


def test_a_backward_pass_that_fails_leaves_no_pass_and_no_hooks_behind():
    x = leaf(2.0)
    with Recorder() as recorder:
        y = x.exp()
        with pytest.raises(RuntimeError, match="shape"):
            y.backward(torch.ones(2, 2))
    assert recorder.recording.passes == []


def test_recording_leaves_the_results_and_gradients_of_a_program_as_they_are():
    def program(x):
        return (torch.softmax(x, 0) * x).sum()

    plain, recorded = leaf([1.0, 2.0, 3.0]), leaf([1.0, 2.0, 3.0])
    program(plain).backward()
    record(program, recorded)
    assert torch.equal(plain.grad, recorded.grad)


def test_a_chain_of_fifty_thousand_operations_is_recorded(big_stack):
    def chain():
        def run(x):
            y = x
            for _ in range(50_000):
                y = y * 1.0
            return y

        graph, _ = record(run, leaf(2.0))
        return len(graph.nodes), number(graph.nodes[0].grad)

    assert big_stack(chain) == (100_001, 1.0)


def test_a_recorder_is_freed_at_once_and_not_by_the_garbage_collector():
    recorder = Recorder()
    with recorder:
        y = leaf(2.0) * 3
        y.backward()
    seen = weakref.ref(recorder)
    del recorder
    assert seen() is None


def changing(change):
    def program(x):
        y = x * 2
        change(y, x)
        return y.sum()

    return program


@pytest.mark.parametrize(
    ("change", "function"),
    [
        (lambda y, x: y.pow_(3), "pow_"),
        (lambda y, x: y.mul_(x), "mul_"),
        (lambda y, x: y.add_(1), "add_"),
        (lambda y, x: y.sin_(), "sin_"),
        (lambda y, x: y.clamp_(0.5, 1.5), "clamp_"),
        (lambda y, x: y[0].mul_(5), None),
    ],
    ids=["pow_", "mul_", "add_", "sin_", "clamp_", "through a view"],
)
def test_an_operation_in_place_has_its_own_value_and_arguments(change, function):
    x = leaf([0.3, 0.7])
    graph, result = record(changing(change), x)
    changed = graph.nodes[graph.edges[len(graph.edges) - 1].source]
    plain = (x.detach() * 2).clone()
    change(plain, x.detach())
    assert changed.values[0].values == tuple(plain.tolist())
    assert function is None or changed.function == function
    assert result.item() == pytest.approx(plain.sum().item())


def test_a_view_of_a_base_changed_in_place_shows_what_it_was_used_with():
    def program(v):
        base = v * 1
        view = base[:2]
        base.mul_(3)
        return (view * view).sum()

    graph, _ = record(program, leaf([1.0, 2.0, 3.0]))
    nodes = nodes_by_op(graph)
    assert nodes["AsStridedBackward0"].value.values == (3.0, 6.0)
    assert nodes["MulBackward0"].value.values == (9.0, 36.0)
    assert all(edge.source < edge.target for edge in graph.edges)


def test_a_lazily_conjugated_argument_is_no_constant():
    graph, _ = record(lambda z: (z * z.conj()).real, leaf(1 + 2j))
    assert [node.kind for node in graph.nodes].count("constant") == 0
    product = nodes_by_op(graph)["MulBackward0"]
    assert (product.function, product.value.values) == ("mul", ("(5+0j)",))


def test_a_constant_changed_between_two_uses_is_two_constants():
    def program(x):
        c = torch.tensor(2.0)
        y = x + c
        c.add_(1)
        return y + c

    graph, _ = record(program, leaf(5.0))
    assert [number(node.value) for node in graph.nodes if node.kind == "constant"] == [2.0, 3.0]


def test_a_constant_that_holds_nan_is_still_one_constant():
    t = torch.tensor(float("nan"))
    graph, _ = record(lambda x: x * t + t, leaf(2.0))
    assert [node.kind for node in graph.nodes].count("constant") == 1


@pytest.mark.parametrize("way", ["no_grad", "data"])
def test_a_step_of_gradient_descent_shows_the_leaf_as_it_is_now(way):
    w = leaf(1.0)

    def two_steps(w):
        ((w * 2) ** 2).backward()
        if way == "data":
            w.data.sub_(w.grad * 0.1)
        else:
            with torch.no_grad():
                w -= w.grad * 0.1
        return (w * 2) ** 2

    graph, _ = record(two_steps, w)
    assert number(nodes_by_op(graph)["leaf"].value) == w.item()


def test_every_output_of_a_custom_function_has_its_value():
    class Both(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x + 1, x + 2

        @staticmethod
        def backward(ctx, one, two):
            return one + two

    def program(x):
        one, two = Both.apply(x)
        return one * two

    graph, _ = record(program, leaf(3.0))
    assert [number(value) for value in nodes_by_op(graph)["BothBackward"].values] == [4.0, 5.0]


def test_outputs_are_numbered_as_autograd_does():
    graph, _ = record(lambda a: torch.linalg.lu(a)[2].sum(), leaf([[2.0, 1.0], [1.0, 3.0]]))
    lower, upper = nodes_by_op(graph)["LinalgLuBackward0"].values
    assert lower.values == (1.0, 0.0, 0.5, 1.0)
    assert upper.values == (2.0, 1.0, 0.0, 2.5)


def test_a_pass_from_several_roots_shows_all_of_them():
    x, u = leaf(2.0), leaf(3.0)
    with Recorder() as recorder:
        a, b = x**2, u * x
        torch.autograd.backward([a, b])
    graph = build(recorder.recording, recorder.recording.passes[-1])
    grads = [number(node.grad) for node in graph.nodes if node.kind == "leaf"]
    assert grads == [x.grad.item(), u.grad.item()]


def test_gradients_taken_without_a_call_are_shown_too():
    x = leaf(2.0)
    with Recorder() as recorder:
        h = x * 3
        y = h**2
        torch.autograd.grad(y, [h])
    graph = build(recorder.recording, recorder.recording.passes[-1])
    assert number(nodes_by_op(graph)["MulBackward0"].grad) == 12.0


def test_backward_on_something_without_gradient_fails_as_torch_does():
    y = torch.tensor(3.0) * 2
    with Recorder(), pytest.raises(RuntimeError, match="does not require grad"):
        y.backward()


FUNCTIONS = (torch.sin, torch.exp, torch.tanh, lambda x: x * x, lambda x: x / 3, lambda x: x.T @ x, torch.neg)


@given(picks=st.lists(st.sampled_from(FUNCTIONS), min_size=1, max_size=6))
@example(picks=[torch.exp] * 6)
def test_values_and_gradients_are_torchs_for_any_chain(picks):
    x = torch.tensor([[0.3, -0.2], [0.1, 0.4]], dtype=torch.float64, requires_grad=True)

    def program(x):
        for function in picks:
            x = function(x)
        return x.sum()

    graph, result = record(program, x)
    shown = [*graph.nodes[graph.output_node].value.values, *graph.nodes[0].grad.values]
    assert shown == pytest.approx([result.item(), *x.grad.reshape(-1).tolist()], rel=0, abs=0, nan_ok=True)
    assert all(value is not None for node in graph.nodes for value in node.values)
