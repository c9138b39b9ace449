"""Any differentiable program: the graph is torch's own, with every value, gradient and share."""

import pytest
import torch
from tests.full.oracle import compare
from torch.utils.checkpoint import checkpoint

import nablascope

F = torch.nn.functional


def leaf(*shape, dtype=torch.float64, start=0.5):
    count = torch.Size(shape).numel()
    values = torch.arange(count, dtype=torch.float64) * 0.75 + start
    return values.reshape(shape).to(dtype).requires_grad_()


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, unused):
        ctx.save_for_backward(x)
        return x**3, x.long()

    @staticmethod
    def backward(ctx, grad, _):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad, None


class Tagged(torch.Tensor):
    """A tensor subclass that changes nothing."""


def unbind():
    a, b, _ = leaf(3).unbind()
    return a * b


def svd():
    u, s, vh = torch.linalg.svd(leaf(3, 2) ** 2 - 1, full_matrices=False)
    return (u.abs() * s).sum() + vh.abs().sum()


def max_and_its_indices():
    values, indices = (leaf(2, 3) - 1).square().max(1)
    return (values * indices).sum()


def in_place():
    y = leaf(3) * 3
    y *= 2
    y[1] = 0
    return y.sum()


def view_then_in_place():
    b = 2 * leaf(4)
    b += 1
    w = b.view(2, 2)
    w *= 3
    return (w.sum(1) * b[:2]).sum()


def a_view_changed_through_its_base():
    b = leaf(4) * 1
    part = b[1:3]
    b.mul_(2)
    return part.prod()


def integers_and_booleans():
    x = leaf(4)
    order, chosen = x.argsort(descending=True), x > 1
    return (x[order] * chosen).sum()


def no_derivative():
    x = leaf(3)
    return (x.round() * x + x.sign()).sum()


def cuts():
    x = leaf(3)
    with torch.no_grad():
        scale = x.norm()
    return (x / scale * x.detach()).sum()


def broadcasting():
    return (leaf(3, 1) * leaf(4) + leaf()).sum()


def custom_function():
    cubed, whole = Cube.apply(leaf(2), leaf(2))
    return (cubed * whole).sum()


def a_region(x):
    return (x.sin() * x).exp()


def checkpointed():
    return checkpoint(a_region, leaf(3) * 1, use_reentrant=False).sum()


def complex_numbers():
    z = torch.tensor([1 + 2j, -0.5j], requires_grad=True)
    return (z * z.conj()).real.sum() + z.abs().sum()


def a_complex_output():
    return torch.tensor([1 + 2j, -0.5j], requires_grad=True).square()


def a_subclass():
    return (leaf(3).as_subclass(Tagged).sin() * 2).sum()


def sparse_gradient():
    return F.embedding(torch.tensor([0, 2, 0]), leaf(4, 2), sparse=True).sin().sum()


def a_sparse_matrix():
    return torch.sparse.mm(torch.eye(3, dtype=torch.float64).to_sparse(), leaf(3, 2)).sum()


def half():
    return (leaf(3, dtype=torch.float16) * 1.5).tanh().sum()


def bfloat():
    return (leaf(3, dtype=torch.bfloat16) * 1.5).tanh().sum()


def not_a_scalar():
    return leaf(2, 3).sin() @ leaf(3)


def unused_inputs():
    used, unused = leaf(2), leaf(2)
    return torch.where(torch.tensor([True, True]), used, unused).sum()


def a_list_and_the_same_tensor_twice():
    x = leaf(2)
    return torch.cat([x, x, x * 2]).prod()


def stacked_layers():
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(8, 2, 16, 0.0, batch_first=True, dtype=torch.float64)
    return layer(leaf(2, 3, 8)).square().mean()


def a_recurrent_cell():
    torch.manual_seed(0)
    hidden, cell = torch.nn.LSTMCell(3, 4, dtype=torch.float64)(leaf(2, 3))
    return (hidden * cell).sum()


PROGRAMS = [
    unbind,
    svd,
    max_and_its_indices,
    in_place,
    view_then_in_place,
    a_view_changed_through_its_base,
    integers_and_booleans,
    no_derivative,
    cuts,
    broadcasting,
    custom_function,
    checkpointed,
    complex_numbers,
    a_complex_output,
    a_subclass,
    sparse_gradient,
    a_sparse_matrix,
    half,
    bfloat,
    not_a_scalar,
    unused_inputs,
    a_list_and_the_same_tensor_twice,
    stacked_layers,
    a_recurrent_cell,
]


@pytest.mark.filterwarnings("ignore:.*torch.cpu.amp|.*use_reentrant")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_the_graph_is_torchs_with_every_value_gradient_and_share(program):
    seed = None
    if (root := program()).dim() or root.is_complex():
        seed = torch.linspace(1, 2, root.numel(), dtype=root.dtype).reshape(root.shape)
    agreement = compare(nablascope.trace(program, grad_output=seed, whole=True), root, seed)
    assert agreement.differences == []
    assert agreement.counts.nodes == agreement.counts.with_value > 0


def traced(program, **kwargs):
    return nablascope.trace(program, **kwargs)


def by_function(trace, function):
    return [node for node in trace.nodes if node.function == function]


def edges_into(trace, node):
    return [edge for edge in trace.edges if edge.target == node.id]


def test_edges_tell_which_output_of_a_node_they_come_from():
    trace = traced(unbind)
    (product,) = by_function(trace, "mul")
    assert [(edge.output, edge.input) for edge in edges_into(trace, product)] == [(0, "self"), (1, "other")]
    (parts,) = by_function(trace, "unbind")
    assert [value.values[0] for value in parts.values[:2]] == [0.5, 1.25]


def test_what_was_detached_or_made_under_no_grad_is_a_cut():
    trace = traced(cuts)
    cut = {node.function for node in trace.nodes if node.kind == "cut"}
    assert cut == {"detach", "linalg_vector_norm"}
    assert all(node.grad is None and not node.requires_grad for node in trace.nodes if node.kind == "cut")


def test_an_operation_that_has_no_derivative_is_a_cut_too():
    cut = {node.function for node in traced(integers_and_booleans).nodes if node.kind == "cut"}
    assert cut == {"gt", "sort"}


def test_shapes_along_a_broadcast_edge_are_those_of_producer_and_consumer():
    trace = traced(broadcasting)
    (product,) = by_function(trace, "mul")
    shapes = {trace.nodes[edge.source].value.shape for edge in edges_into(trace, product)}
    assert (shapes, product.value.shape) == ({(3, 1), (4,)}, (3, 4))


def test_an_input_that_receives_none_has_no_gradient_and_says_so():
    trace = traced(custom_function)
    unused = trace.nodes[edges_into(trace, by_function(trace, "Cube")[0])[1].source]
    assert unused.grad is None
    assert "no gradient" in unused.marks


def test_what_the_output_does_not_reach_has_no_gradient_and_says_so():
    def program(x):
        side = x.cos() * 3
        return x.sin(), side

    trace = traced(lambda: program(leaf()), output=0)
    unreached = {node.function for node in trace.nodes if "not reached" in node.marks}
    assert unreached <= {"cos", "mul"}
    assert all(node.grad is None for node in trace.nodes if "not reached" in node.marks)


def test_a_tensor_on_the_meta_device_has_a_shape_and_no_elements():
    trace = traced(lambda: torch.ones(2, 3, device="meta", requires_grad=True).sin().sum())
    assert {node.value.device for node in trace.nodes} == {"meta"}
    assert by_function(trace, "sin")[0].value.shape == (2, 3)


def test_a_second_backward_tells_this_passes_gradient_and_the_sum_apart():
    x = leaf()
    with nablascope.record() as recording:
        y = x.square()
        y.backward(retain_graph=True)
        y.backward()
    node = next(node for node in recording.trace(y).nodes if node.kind == "leaf")
    assert (node.grad.values[0], node.accumulated.values[0]) == (1.0, 2.0)


def test_an_output_that_is_no_scalar_starts_from_ones_and_says_so():
    trace = traced(lambda: leaf(3).square())
    assert trace.nodes[trace.output_node].grad.values == (1.0, 1.0, 1.0)
    assert any("backward starts from ones" in note for note in trace.notes)


def test_both_ends_of_low_precision_keep_their_dtype():
    for program, dtype in ((half, "float16"), (bfloat, "bfloat16")):
        trace = traced(program)
        assert {node.value.dtype for node in trace.nodes if node.kind != "constant"} == {dtype}


@pytest.mark.parametrize("reentrant", [True, False])
def test_a_checkpointed_region_has_the_gradients_of_the_plain_one(reentrant):
    given, plain = leaf(3), leaf(3)
    with nablascope.record() as recording:
        y = checkpoint(a_region, given * 1, use_reentrant=reentrant).sum()
        y.backward()
    a_region(plain * 1).sum().backward()
    node = next(node for node in recording.trace(y).nodes if node.kind == "leaf")
    assert list(node.grad.values) == pytest.approx(plain.grad.tolist())


def test_what_only_has_the_shape_of_another_tensor_is_no_cut_but_a_constant():
    def slope(x):
        (grad,) = torch.autograd.grad(x**3, x, create_graph=True)
        return grad * torch.full_like(x, 2.0)

    kinds = [node.kind for node in traced(lambda: slope(leaf())).nodes]
    assert "cut" not in kinds
    assert kinds.count("leaf") == 1
