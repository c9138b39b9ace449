"""The Python API, as a script uses it."""

import json

import networkx
import pytest
import torch

import nablascope
from worked_examples import EXAMPLES, disagreements, flat


def function_of(example):
    """A Python function with the example's code as its body and its inputs as parameters."""
    body = "\n    ".join([*example["code"].split("\n"), f"return {example['output']}"])
    namespace = {"torch": torch}
    exec(f"def function({', '.join(example['inputs'])}):\n    {body}", namespace)
    return namespace["function"]


def leaf(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_published_number_is_shown(example):
    inputs = [leaf(value) for value in example["inputs"].values()]
    trace = nablascope.trace(function_of(example), *inputs)
    assert disagreements(example, json.loads(trace.to_json())["nodes"]) == []


def test_the_gradients_of_my_own_tensors_are_left_as_they_were():
    x = leaf([1.0, 2.0])
    x.grad = torch.tensor([5.0, 5.0], dtype=torch.float64)
    nablascope.trace(lambda x: (x * x).sum(), x)
    assert x.grad.tolist() == [5.0, 5.0]


def test_numbers_become_leaves_and_plain_tensors_too_where_nothing_requires_a_gradient():
    trace = nablascope.trace(lambda u, v: u * v, 2, torch.tensor(4.0))
    grads = {node.name: node.grad.values[0] for node in trace.nodes if node.kind == "leaf"}
    assert grads == {"u": 4.0, "v": 2.0}


def test_data_stays_data_where_another_tensor_requires_a_gradient():
    trace = nablascope.trace(lambda w, data: w * data, leaf(2.0), torch.tensor(4.0))
    assert [node.kind for node in trace.nodes] == ["leaf", "constant", "op"]
    assert [node.name for node in trace.nodes][:2] == ["w", "data"]


def test_names_may_be_given():
    trace = nablascope.trace(lambda *xs: xs[0] * xs[1], leaf(1.0), leaf(2.0), names=["a", "b"])
    assert [node.name for node in trace.nodes][:2] == ["a", "b"]
    with pytest.raises(ValueError, match="1 names for 2 inputs"):
        nablascope.trace(lambda a, b: a * b, 1.0, 2.0, names=["a"])


def test_the_seed_of_the_backward_pass_may_be_given():
    x = leaf([1.0, 2.0])
    trace = nablascope.trace(lambda x: x * 3, x, grad_output=torch.tensor([1.0, 10.0], dtype=torch.float64))
    assert flat(trace.to_networkx().nodes[0]["grad"]) == [3.0, 30.0]
    assert trace.notes == ()


def test_one_of_several_results_is_chosen():
    def function(x):
        return {"double": 2 * x, "square": x * x}

    assert nablascope.trace(function, 3.0, output="square").nodes[0].grad.values == (6.0,)
    with pytest.raises(ValueError, match="choose one with output="):
        nablascope.trace(function, 3.0)
    assert nablascope.trace(lambda x: (2 * x,), 3.0).nodes[0].grad.values == (2.0,)


@pytest.mark.parametrize(
    ("function", "error", "message"),
    [
        (lambda x: 3, TypeError, "returned int, not a tensor"),
        (lambda x: x.detach(), ValueError, "requires a gradient"),
    ],
)
def test_a_result_that_cannot_be_differentiated_is_an_error(function, error, message):
    with pytest.raises(error, match=message):
        nablascope.trace(function, 1.0)


def test_the_names_and_places_of_python_code_are_found():
    def function(x):
        total = x
        for _ in range(2):
            total = torch.nn.functional.gelu(total * 2, approximate="tanh")
        return total

    trace = nablascope.trace(function, 1.0)
    assert [node.name for node in trace.nodes if node.function == "gelu"] == ["total", "total"]
    assert [node.name for node in trace.nodes if node.function == "mul"] == [None, None]
    lines = {node.span.line for node in trace.nodes if node.kind == "op"}
    assert lines == {function.__code__.co_firstlineno + 3}


def test_a_name_reaches_a_result_through_the_function_that_returned_it():
    def inner(x):
        return torch.sin(x) * 2

    def function(x):
        y = inner(x)
        return y + 1

    trace = nablascope.trace(function, 1.0)
    assert [node.name for node in trace.nodes if node.function == "mul"] == ["y"]


def test_networkx_gets_a_graph_in_data_direction():
    graph = nablascope.trace(lambda x: x * x, 3.0).to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert list(graph.edges(keys=True)) == [(0, 1, 0), (0, 1, 1)]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_trace_renders_itself(ending, tmp_path):
    path = tmp_path / f"square.{ending}"
    nablascope.trace(lambda x: x**2, 9.0).render(path)
    start = path.read_bytes()[:8]
    assert start == b"\x89PNG\r\n\x1a\n" if ending == "png" else start.startswith(b"<svg")


def test_a_picture_can_be_for_paper_and_have_coloured_gradients(tmp_path):
    trace = nablascope.trace(torch.sin, torch.tensor(1.0))
    trace.render(tmp_path / "sine.svg", theme="print", gradient_colours=True)
    assert "size of each gradient share" in (tmp_path / "sine.svg").read_text(encoding="utf-8")


def test_a_trace_renders_itself_from_the_top_down(tmp_path):
    trace = nablascope.trace(lambda x: x.sin().sin().sin(), torch.tensor(9.0))
    sizes = []
    for direction in ("right", "down"):
        trace.render(tmp_path / "sine.png", scale=1.0, direction=direction)
        header = (tmp_path / "sine.png").read_bytes()[16:24]
        sizes.append((int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")))
    (wide, low), (narrow, high) = sizes
    assert wide > low
    assert high > narrow


def test_a_direction_that_is_none_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="right or down"):
        nablascope.trace(lambda x: x**2, 9.0).render(tmp_path / "square.png", direction="up")


def test_a_format_we_do_not_write_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"\.png, \.svg"):
        nablascope.trace(lambda x: x**2, 9.0).render(tmp_path / "square.bmp")


def test_importing_the_package_imports_neither_torch_nor_qt(run_python):
    script = "import nablascope, sys; print([m for m in ('torch', 'PySide6') if m in sys.modules])"
    assert run_python(script).strip() == "[]"


def test_a_function_of_torch_itself_borrows_no_name_from_my_script():
    result = nablascope.trace(torch.sin, 1.0)
    assert [(node.name, node.span) for node in result.nodes] == [("x0", None), (None, None)]


def test_a_modules_input_and_parameters_have_their_names():
    trace = nablascope.trace(torch.nn.Linear(2, 1), torch.ones(2))
    assert {node.name for node in trace.nodes if node.kind != "op"} == {"input", "weight", "bias"}


def test_a_seed_that_is_no_tensor_is_an_error():
    with pytest.raises(TypeError, match="grad_output is float"):
        nablascope.trace(lambda x: x * 2, 1.0, grad_output=1.0)


def test_a_deep_graph_is_recorded_and_freed_on_an_ordinary_stack(run_python):
    script = (
        "import nablascope\n"
        "def chain(x):\n"
        "    for _ in range(50_000): x = x * 1.0\n"
        "    return x\n"
        "print(len(nablascope.trace(chain, 1.0).nodes))"
    )
    assert run_python(script).strip() == "100001"
