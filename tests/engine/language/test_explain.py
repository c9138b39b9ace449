import pytest

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.engine.language.explain import explain

REQUIRES_GRAD = "only floating point and complex tensors can require gradients"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("torch.tensor(9, requires_grad=True)", Fix("Write 9.0", Span(1, 13, 1, 14), "9.0")),
        ("torch.tensor(-9, requires_grad=True)", Fix("Write -9.0", Span(1, 13, 1, 15), "-9.0")),
        (
            "torch.tensor([[1, 2], [-3, 4]], requires_grad=True)",
            Fix("Write decimal numbers", Span(1, 13, 1, 30), "[[1.0, 2.0], [-3.0, 4.0]]"),
        ),
        (
            "torch.tensor([int(2.5), 2], requires_grad=True)",
            Fix("Add dtype=torch.float32", Span(1, 46, 1, 46), ", dtype=torch.float32"),
        ),
        (
            "torch.ones(3, dtype=torch.int64, requires_grad=True)",
            Fix("Write torch.float32", Span(1, 20, 1, 31), "torch.float32"),
        ),
        (
            "torch.arange(3, requires_grad=True)",
            Fix("Add dtype=torch.float32", Span(1, 34, 1, 34), ", dtype=torch.float32"),
        ),
    ],
)
def test_an_integer_tensor_that_requires_gradients_is_offered_a_conversion(run, failure, text, fix):
    refused = failure(text)
    assert refused.message == REQUIRES_GRAD
    assert "decimal point" in refused.hint
    assert refused.fix == fix
    mended = text[: fix.span.column] + fix.text + text[fix.span.end_column :]
    assert run(mended).failure is None


@pytest.mark.parametrize(
    "text", ["x = torch.tensor(3)\nx.requires_grad_()", "x = torch.tensor(3)\nx.requires_grad = True"]
)
def test_an_integer_tensor_cannot_begin_to_require_gradients(failure, text):
    refused = failure(text)
    assert refused.message == REQUIRES_GRAD
    assert refused.span.line == 2


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("torch.ones(2) + torch.ones(3)", "the shapes [2] and [3] do not fit together", Span(1, 0, 1, 29)),
        (
            "1 + (torch.ones(2, 3) @ torch.ones(2, 3)).sum()",
            "a matrix of 2x3 cannot be multiplied with one of 2x3",
            Span(1, 5, 1, 40),
        ),
        ("torch.dot(x, x[:1])", "the shapes [2] and [1] do not fit together", None),
        (
            "(x * 2).backward()",
            "backward needs a single number to start from, and this tensor has several",
            None,
        ),
        (
            "y = x.sum()**2\ny.backward()\ny.backward()",
            "the graph was freed by the first backward pass",
            Span(3, 0, 3, 12),
        ),
        ("torch.ones(1).backward()", "nothing this depends on requires gradients", None),
        ("x.sine()", "a tensor has no method sine. Did you mean .sin?", Span(1, 2, 1, 6)),
        ("x.shap", "a tensor has no attribute shap. Did you mean .shape?", Span(1, 2, 1, 6)),
        ("x.sum + 1", "sum is a method: write .sum()", Span(1, 2, 1, 5)),
        (
            "torch.sine(x)",
            "torch.sine is not in the expression language. Did you mean torch.sin?",
            Span(1, 6, 1, 10),
        ),
        ("torch(x)", "torch is a module", Span(1, 0, 1, 5)),
        ("x.numpy()", "numpy is not in the expression language", Span(1, 2, 1, 7)),
        ("torch.from_numpy(x)", "numpy is not in the expression language", Span(1, 6, 1, 16)),
        ("nn.Linear(2)", "Linear needs 1 more: 'out_features'", Span(1, 0, 1, 12)),
        ("y = x\ny(2)", "y is a tensor, not a function", Span(2, 0, 2, 1)),
        ("y = z\nz = 1", "z has no value here", Span(1, 4, 1, 5)),
        ("2 + 1 / 0", "this divides by zero", Span(1, 4, 1, 9)),
        ("torch.sin(1)", "sin needs a Tensor for its argument input, and this is an int", None),
        ("x[5]", "there is no element 5 in dimension 0, which has 2", None),
        ("x.sum(dim=4)", "there is no dimension 4; they go from -1 to 0", None),
        ("x.reshape(3, 3)", "2 elements do not fill the shape [3, 3]", None),
        ("x += 1", "x has no value here", None),
        ("y = x\ny += 1", "a leaf that requires gradients cannot be changed in place", Span(2, 0, 2, 6)),
        ("x.sum(foo=1)", "sum does not take these arguments", None),
        ("bool(x)", "a tensor of several elements is neither true nor false", None),
        ("float(x)", "only a tensor of one element can become a number", None),
        ("a, b, c = x", "there are 3 names for 2 values", Span(1, 0, 1, 7)),
        ("a, b = 1", "this is one value and cannot be unpacked", Span(1, 0, 1, 4)),
        ("import numpy", "the module numpy is not in the expression language", Span(1, 7, 1, 12)),
        (
            "torch.outer(a, a)",
            "this tensor would have 100,000,000 elements (400 MB); the limit is 10,000,000",
            None,
        ),
        ("sqrt(-1)", "this function has no value there", None),
        ("torch.linalg.inv(torch.zeros(2, 2))", "this matrix is singular: it has no inverse", None),
    ],
)
def test_a_failure_is_said_as_a_teacher_says_it(run, text, message, span):
    inputs = {"x": [1.0, 2.0]} if "x" in text and "x +=" not in text else {}
    refused = run(text, **inputs, **({"a": [1.0] * 10_000} if "(a, a)" in text else {})).failure
    assert refused.message == message
    assert span is None or refused.span == span


def test_a_long_message_of_torch_is_cut_to_its_first_sentence(failure):
    refused = failure("torch.diag(torch.ones(2, 2, 2))")
    assert refused.message == "diag(): Supports 1D or 2D tensors"


def test_what_was_changed_in_place_is_named_with_both_versions(failure):
    refused = failure("y = torch.exp(x)\ny += 1\ny.sum().backward()", x=[1.0, 2.0])
    assert refused.message == "a value that backward needs was changed in place"
    assert "what Exp gave as it was, at version 0, and it is at version 1" in refused.hint


def test_a_changed_leaf_that_backward_needs_is_told_with_both_versions(failure):
    refused = failure("w = torch.ones(2)\ny = (x * w).sum()\nw += 1\ny.backward()", x=[1.0, 2.0])
    assert refused.hint.startswith("it was saved at version 0 and is at version 1")


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (
            "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 15.7 GiB",
            "the GPU has not enough memory for this: it asked for 20.00 GiB more",
            "use smaller tensors, or choose the CPU",
        ),
        (
            "Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't support float64.",
            "the Apple GPU (MPS) has no float64",
            "write dtype=torch.float32, or choose the CPU",
        ),
    ],
)
def test_what_a_gpu_lacks_is_a_message(error, message, hint):
    refused = explain(RuntimeError(error), None)
    assert (refused.message, refused.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("torch.func.grad()", "torch.func.grad needs 1 more: 'func'"),
        ("torch.autograd.functional.jacobian()", "torch.autograd.functional.jacobian needs 1 more: 'func'"),
        ("torch.optim.SGD()", "torch.optim.SGD needs 1 more: 'params'"),
        ("sorted()", "sorted needs 1 more: 'values'"),
        ("round(1, 2, 3)", "round does not take so many values"),
        ("str(1, 2, 3)", "str does not take so many values"),
        ("nn.Linear(1, 2).parameters(1, 2)", "parameters does not take so many values"),
        ("nn.Linear(1, 2, 3, 4, 5, 6, 7)", "Linear does not take so many values"),
        ("torch.no_grad(True, False)", "torch.no_grad does not take so many values"),
        ("torch.vmap(lambda v: v)(3)", "vmap(<lambda>, in_dims=0, ...)"),
        ("torch.sin(torch.cos)", "torch.cos is not a number or a tensor"),
        ("torch.sin(torch.sin(x).grad_fn)", "a node of the graph is not a number or a tensor"),
    ],
)
def test_messages_name_what_the_program_calls(run, text, message):
    said = run(text, x=1.0).failure.message
    assert message in said
    assert "_bounded" not in said


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("x.grad.zero_()", "x.grad is None until backward has run", "call backward before"),
        ("print(x.grad.shape)", "x.grad is None until backward has run", "call backward before"),
        ("n = 3\nn.backward()", "only a tensor has .backward, and this is a number", "write torch.tensor"),
        ("x.item().foo()", "a number has no method foo", "check its spelling"),
        ("x.register_hook(print)", "a tensor's register_hook is not in the expression language", ""),
        ("torch.inference_mode()", "torch.inference_mode is not in the expression language", ""),
        (
            "torch.zeros(10**10)",
            "this tensor would have 10,000,000,000 elements (40 GB); the limit is 10,000,000",
            "make it smaller: 10,000,000 elements take 40 MB",
        ),
        (
            "torch.ones(10**6, 10**6)",
            "this tensor would have 1,000,000,000,000 elements (4 TB); the limit is 10,000,000",
            "make",
        ),
        ("torch.full((10**5, 10**5), 10**8)", "this tensor would have 10,000,000,000 elements", "make"),
    ],
)
def test_what_is_wrong_and_what_to_do_is_told(run, text, message, hint):
    failure = run(text, x=1.0).failure
    assert failure.message.startswith(message)
    assert failure.hint.startswith(hint)
    assert f"{failure.message} {failure.hint}".count("expression language") < 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nn.Linear(4, 2)(A)", "Linear(4, 2) takes 4 features, and its input has 3"),
        (
            "nn.Sequential(nn.Linear(3, 4), nn.Linear(5, 1))(A)",
            "Linear(5, 1) takes 5 features, and its input has 4",
        ),
        (
            "F.cross_entropy(A, torch.tensor([1., 2.]))",
            "the targets are numbers of classes, and these are decimal",
        ),
        ("F.cross_entropy(A, torch.tensor([1, 2, 0]))", "there are 2 rows of scores for 3 targets"),
        (
            "F.cross_entropy(A, torch.tensor([[1], [2]]))",
            "the targets must be the number of one class for each",
        ),
        ("F.cross_entropy(A, torch.tensor([1, 5]))", "there is no class 5 among the scores"),
        (
            "F.cross_entropy(A, A.detach().long())",
            "targets with as many columns as the scores are probabilities",
        ),
        (
            "torch.cat([A, torch.ones(3, 4)])",
            "joined along dimension 0, all other sizes must be equal: tensor 1",
        ),
        (
            "torch.cat([A, A, A[0]])",
            "tensors of 2 and 1 dimensions cannot be joined (the shapes are [2, 3] and [3])",
        ),
        ("torch.stack([A[0], A[:, 0]])", "stack needs equal shapes: tensor 0 is [3] and tensor 1 is [2]"),
        ("torch.cat(A, A)", "this joins the tensors of a list"),
        ("F.binary_cross_entropy(A, A[0])", "the target is [3] and the prediction is [2, 3]"),
        (
            "nn.Conv2d(3, 4, 2)(A[None, None])",
            "this convolution takes 3 channels, and its input [1, 1, 2, 3] has 1",
        ),
        ("nn.Embedding(3, 2)(A)", "an embedding is asked for rows by integers"),
        ("nn.Embedding(3, 2)(torch.tensor([7]))", "an embedding has no such row"),
        ("nn.LayerNorm(4)(A)", "this normalises [4] features, and its input is [2, 3]"),
        ("nn.BatchNorm1d(4)(A)", "this normalises 4 features, and its input has 3"),
    ],
)
def test_shapes_are_told_in_the_numbers_that_were_written(run, text, message):
    assert run(text, A=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).failure.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("nn.MSELoss(x, x)", "write nn.MSELoss()(a, b)"),
        ("nn.CrossEntropyLoss(x, x)", "write nn.CrossEntropyLoss()(a, b)"),
        ("nn.ReLU(x)", "write nn.ReLU()(x)"),
    ],
)
def test_a_module_that_is_given_tensors_when_it_is_made_is_called_afterwards(run, text, write):
    failure = run(text, x=[1.0, 2.0]).failure
    assert failure.message.endswith("is made first, and then called with tensors")
    assert failure.hint == write


def test_a_loss_may_be_given_weights_when_it_is_made(value):
    assert (
        value("nn.CrossEntropyLoss(x.detach())(torch.ones(1, 2), torch.tensor([0]))", x=[1.0, 2.0]).item() > 0
    )
