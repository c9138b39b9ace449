import pytest
import torch

from nablascope.engine.language.budget import MAX_ELEMENTS
from nablascope.engine.language.guards import leaves
from nablascope.engine.language.shapes import bound, known_size

A = torch.arange(6.0).reshape(2, 3)
S = torch.eye(3) + 1

CALLS = [
    ("+", torch.add, (A, A[:1])),
    ("add", torch.add, (A[:, :1], A[0])),
    ("where", torch.where, (A[:, :1] > 0, A[0], 0.0)),
    ("matmul", torch.matmul, (A, A.T)),
    ("@", torch.matmul, (torch.ones(4, 1, 2, 3), torch.ones(5, 3, 7))),
    ("@", torch.matmul, (A, A[0])),
    ("outer", torch.outer, (A[0], A[0])),
    ("kron", torch.kron, (A, A)),
    ("cat", torch.cat, ([A, A],)),
    ("stack", torch.stack, ([A, A, A],)),
    ("sum", torch.sum, (A,)),
    ("cumsum", torch.cumsum, (A, 0)),
    ("reshape", torch.reshape, (A, (3, 2))),
    ("diag", torch.diag, (A[0],)),
    ("diag", torch.diag, (A[0], 50)),
    ("diag_embed", torch.diag_embed, (A,)),
    ("diag_embed", torch.diag_embed, (A, 9)),
    ("eye", torch.eye, (7,)),
    ("eye", torch.eye, (3, 7)),
    ("arange", torch.arange, (9,)),
    ("arange", torch.arange, (2, 9)),
    ("arange", torch.arange, (0, 1, 0.01)),
    ("arange", torch.arange, (5, -5, -0.5)),
    ("linspace", torch.linspace, (0, 1, 30)),
    ("linear", torch.nn.functional.linear, (A, torch.ones(5, 3), torch.ones(5))),
    ("linear", torch.nn.functional.linear, (A[0], torch.ones(5, 3))),
    ("tile", torch.tile, (A, (4, 5))),
    ("expand", torch.Tensor.expand, (A[:1], 8, 3)),
    ("one_hot", torch.nn.functional.one_hot, (torch.tensor([3, 40]),)),
    ("repeat_interleave", torch.repeat_interleave, (A, 7)),
    ("repeat_interleave", torch.repeat_interleave, (A[0], torch.tensor([9, 1, 5]))),
    ("svd", torch.linalg.svd, (torch.ones(9, 1),)),
    ("cov", torch.cov, (torch.ones(9, 2),)),
    ("tril_indices", torch.tril_indices, (5, 6)),
    ("cdist", torch.cdist, (torch.ones(7, 2), torch.ones(8, 2))),
    ("pad", torch.nn.functional.pad, (A, (4, 5))),
    ("einsum", torch.einsum, ("ij,kl->ijkl", A, A)),
    ("inv", torch.linalg.inv, (S,)),
]


@pytest.mark.parametrize(("name", "call", "args"), CALLS)
def test_no_result_is_larger_than_what_was_foretold(name, call, args):
    given = [*leaves(args)]
    known = known_size(name, given)
    foretold = bound(name, given) if known is None else known
    sizes = [result.numel() for result in leaves(call(*args)) if isinstance(result, torch.Tensor)]
    assert max(sizes) <= foretold


@pytest.mark.parametrize(
    "text",
    [
        "torch.zeros(10**5, 10**5)",
        "torch.eye(10**5)",
        "torch.arange(0, 1, 1e-9)",
        "torch.linspace(0, 1, 10**8)",
        "x[:, None] * x",
        "x[:, None] @ x[None]",
        "torch.outer(x, x)",
        "torch.diag_embed(x)",
        "torch.diag(x[:2], 10**5)",
        "x.repeat(10**5)",
        "x.expand(10**5, 5000)",
        "x.new_zeros(10**5, 10**5)",
        "F.one_hot(torch.tensor([10**9]))",
        "torch.repeat_interleave(x, torch.tensor(10**9))",
        "torch.linalg.svd(x[:, None].repeat(20, 1))",
        "torch.einsum('i,j->ij', x, x)",
        "F.pad(x, (10**8, 0))",
        "torch.stack([x] * 5000)",
        "torch.cdist(x[:, None], x[:, None])",
    ],
)
def test_a_tensor_over_the_limit_is_refused_before_it_is_made(failure, text):
    assert MAX_ELEMENTS == 10_000_000
    refused = failure(text, x=[1.0] * 5000)
    assert "the limit is 10,000,000" in refused.message or "too large" in refused.message


@pytest.mark.parametrize(
    "text",
    [
        "x * x",
        "(x[:1000, None] * x[:1000]).sum()",
        "x.reshape(100, 50) @ x.reshape(50, 100)",
        "x[10:4000]",
        "x[x > 0]",
        "torch.cat([x] * 100)",
        "F.linear(x.reshape(50, 100), x.reshape(50, 100))",
        "F.mse_loss(x, x * 2)",
        "x * 1e30",
    ],
)
def test_ordinary_work_is_not_in_the_way(run, text):
    assert run(text, x=[1.0] * 5000).failure is None


def test_a_range_that_never_ends_is_refused(failure):
    assert failure("torch.arange(0, float('inf'))").span is not None
