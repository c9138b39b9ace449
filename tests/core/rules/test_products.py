"""Every VJP in words is put to the test: what the words say, computed, is what torch sends."""

import pytest
import torch

import nablascope
from nablascope.core.rules.products import PARTS, PRODUCTS

F = torch.nn.functional
M, N = torch.tensor([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]), torch.tensor([[2.0], [-1.0], [0.5]])
V, W = torch.tensor([1.0, -2.0, 0.5]), torch.tensor([0.25, 3.0, -1.0])
BATCH, OTHER = torch.stack([M, M * 2 - 1]), torch.stack([N, N + 3])
TIES = torch.tensor([[2.0, -1.0, 2.0], [-1.0, 2.0, -1.0]])
LOGITS, CLASSES = torch.tensor([[0.5, -1.0, 2.0], [3.0, 0.0, 1.0]]), torch.tensor([2, 0])
WEIGHT = torch.tensor([1.0, 2.0, 4.0])


def into(shape, place):
    """G put at a place of zeros, and added where that is one place several times."""
    return lambda g, r, x: torch.zeros(shape, dtype=g.dtype).index_put(place, g, accumulate=True)


def at(*place):
    """G put at a slice of zeros."""

    def vjp(g, r, x):
        back = torch.zeros_like(x)
        back[place] = g
        return back

    return vjp


def chosen(g, r, x):
    return g * (x == r) / (x == r).sum()


def first_of_row(pick):
    def vjp(g, r, x):
        places = pick(x, 1).indices
        return torch.zeros_like(x).scatter(1, places.unsqueeze(1), g.unsqueeze(1))

    return vjp


def tied_in_row(g, r, x):
    same = x == r.unsqueeze(1)
    return g.unsqueeze(1) * same / same.sum(1, keepdim=True)


def weighted(g, r, x):
    w = WEIGHT[CLASSES].to(x.dtype)
    return torch.zeros_like(x).scatter(1, CLASSES.unsqueeze(1), (-g * w / w.sum()).unsqueeze(1))


ROWS = [
    ("mm", "self", torch.mm, (M, N), lambda g, r, a, b: g @ b.mT),
    ("mm", "mat2", torch.mm, (M, N), lambda g, r, a, b: a.mT @ g),
    ("bmm", "self", torch.bmm, (BATCH, OTHER), lambda g, r, a, b: g @ b.mT),
    ("bmm", "mat2", torch.bmm, (BATCH, OTHER), lambda g, r, a, b: a.mT @ g),
    ("mv", "self", torch.mv, (M, V), lambda g, r, a, v: g.outer(v)),
    ("mv", "vec", torch.mv, (M, V), lambda g, r, a, v: a.mT @ g),
    ("dot", "self", torch.dot, (V, W), lambda g, r, v, w: g * w),
    ("dot", "tensor", torch.dot, (V, W), lambda g, r, v, w: g * v),
    *(
        ("addmm", input, lambda c, a, b: torch.addmm(c, a, b, beta=3, alpha=0.5), (W[:1], M, N), vjp)
        for input, vjp in (
            ("self", lambda g, r, c, a, b: 3 * g.sum(0)),
            ("mat1", lambda g, r, c, a, b: 0.5 * g @ b.mT),
            ("mat2", lambda g, r, c, a, b: 0.5 * a.mT @ g),
        )
    ),
    ("sum", "self", torch.sum, (M,), lambda g, r, x: g.expand_as(x)),
    ("sum", "self", lambda x: x.sum(1), (M,), lambda g, r, x: g.unsqueeze(1).expand_as(x)),
    ("mean", "self", torch.mean, (M,), lambda g, r, x: (g / 6).expand_as(x)),
    ("mean", "self", lambda x: x.mean(1), (M,), lambda g, r, x: (g / 3).unsqueeze(1).expand_as(x)),
    ("prod", "self", torch.prod, (V,), lambda g, r, x: g * r / x),
    ("cumsum", "self", lambda x: x.cumsum(0), (V,), lambda g, r, x: g.flip(0).cumsum(0).flip(0)),
    ("var", "self", torch.var, (V,), lambda g, r, x: g * 2 * (x - x.mean()) / 2),
    ("var", "self", lambda x: x.var(correction=0), (V,), lambda g, r, x: g * 2 * (x - x.mean()) / 3),
    ("std", "self", torch.std, (V,), lambda g, r, x: g * (x - x.mean()) / (2 * r)),
    ("linalg_vector_norm", "self", torch.linalg.vector_norm, (M,), lambda g, r, x: g * x / r),
    ("logsumexp", "self", lambda x: x.logsumexp(0), (V,), lambda g, r, x: g * (x - r).exp()),
    ("max", "self", torch.max, (TIES,), chosen),
    ("max", "self", lambda x: x.max(1).values, (TIES,), first_of_row(torch.max)),
    ("min", "self", torch.min, (TIES,), chosen),
    ("min", "self", lambda x: x.min(1).values, (TIES,), first_of_row(torch.min)),
    ("amax", "self", lambda x: x.amax(1), (TIES,), tied_in_row),
    ("amin", "self", lambda x: x.amin(1), (TIES,), tied_in_row),
    ("_softmax", "self", lambda x: x.softmax(0), (V,), lambda g, s, x: s * (g - (g * s).sum())),
    ("_log_softmax", "self", lambda x: x.log_softmax(0), (V,), lambda g, r, x: g - r.exp() * g.sum()),
    ("mse_loss", "self", F.mse_loss, (V, W), lambda g, r, a, b: g * 2 * (a - b) / 3),
    ("mse_loss", "target", F.mse_loss, (V, W), lambda g, r, a, b: g * 2 * (b - a) / 3),
    (
        "nll_loss_forward",
        "self",
        lambda x: F.nll_loss(x, CLASSES, WEIGHT.to(x.dtype)),
        (LOGITS,),
        weighted,
    ),
    ("t", "self", torch.t, (M,), lambda g, r, x: g.mT),
    ("transpose", "self", lambda x: x.transpose(0, 2), (BATCH,), lambda g, r, x: g.transpose(0, 2)),
    ("permute", "self", lambda x: x.permute(2, 0, 1), (BATCH,), lambda g, r, x: g.permute(1, 2, 0)),
    ("view", "self", lambda x: x.view(6), (M,), lambda g, r, x: g.reshape(x.shape)),
    ("_unsafe_view", "self", lambda x: x.mT.reshape(6), (M,), lambda g, r, x: g.reshape(3, 2)),
    ("unsqueeze", "self", lambda x: x.unsqueeze(1), (V,), lambda g, r, x: g[:, 0]),
    ("squeeze", "self", lambda x: x.squeeze(1), (N,), lambda g, r, x: g[:, None]),
    ("expand", "self", lambda x: x.expand(3, 4), (N,), lambda g, r, x: g.sum(1, keepdim=True)),
    ("select", "self", lambda x: x[1], (M,), at(1)),
    ("slice", "self", lambda x: x[1:], (V,), at(slice(1, None))),
    ("index", "self", lambda x: x[torch.tensor([0, 2, 0])], (V,), into(3, (torch.tensor([0, 2, 0]),))),
    ("flip", "self", lambda x: x.flip(0), (V,), lambda g, r, x: g.flip(0)),
    ("diagonal", "self", lambda x: x.diagonal(), (M,), into((2, 3), (torch.arange(2), torch.arange(2)))),
    ("tril", "self", torch.tril, (M,), lambda g, r, x: g.tril()),
    ("triu", "self", torch.triu, (M,), lambda g, r, x: g.triu()),
    ("cat", "tensors[1]", lambda a, b: torch.cat([a, b]), (V, W), lambda g, r, a, b: g[3:]),
    ("stack", "tensors[1]", lambda a, b: torch.stack([a, b]), (V, W), lambda g, r, a, b: g[1]),
]


@pytest.mark.parametrize(
    ("function", "input", "run", "inputs", "vjp"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS]
)
def test_a_vjp_in_words_is_what_torch_sends(function, input, run, inputs, vjp):
    given = [one.double().requires_grad_() for one in inputs]
    with nablascope.record(whole=True) as recording:
        result = run(*given)
        seed = torch.linspace(0.5, 2.0, result.numel(), dtype=torch.float64).reshape(result.shape)
    trace = recording.trace(result, grad_output=seed)
    node = next(node for node in reversed(trace.nodes) if node.function == function)
    edge = next(edge for edge in trace.edges if edge.target == node.id and edge.input == input)
    arrived = torch.tensor(node.grad.values, dtype=torch.float64).reshape(node.grad.shape)
    value = torch.tensor(node.value.values, dtype=torch.float64).reshape(node.value.shape)
    expected = vjp(arrived, value, *(one.detach() for one in given))
    assert list(edge.grad.values) == pytest.approx(expected.flatten().tolist(), rel=1e-12)
    assert edge.grad.shape == tuple(expected.shape)


def test_no_vjp_in_words_is_left_out():
    told = {(name, input) for name, inputs in PRODUCTS.items() for input in inputs}
    assert {(row[0], row[1]) for row in ROWS} == told | {(name, "tensors[1]") for name in PARTS}
