import threading

import pytest
import torch

from nablascope.core.language.parse import parse
from nablascope.core.language.span import Span
from nablascope.engine.language import budget
from nablascope.engine.language.evaluate import evaluate
from nablascope.engine.record import Recorder

X = torch.tensor(3.0, requires_grad=True)


def labels(run):
    return [(result.label, result.name) for result in run.results]


def test_each_assignment_target_and_each_expression_is_a_result(run):
    outcome = run("a, b = 1, 2\nc = d = x\nx * 2\nx\nimport torch\nb += 1", x=3.0)
    assert labels(outcome) == [
        ("a", "a"),
        ("b", "b"),
        ("c", "c"),
        ("d", "d"),
        ("x * 2", None),
        ("x", "x"),
        ("b", "b"),
    ]
    assert [result.value for result in outcome.results[:2]] == [1, 2]
    assert outcome.results[4].span == Span(3, 0, 3, 5)
    assert outcome.results[-1].value == 3


def test_names_at_the_end_hold_inputs_but_no_modules(run):
    outcome = run("import torch\nf = torch.sin\ny = f(x)", x=0.0)
    assert set(outcome.names) == {"x", "y"}


def test_a_failure_keeps_what_ran_before(run):
    outcome = run("print('before')\ny = x**2\nz = y / 0.0 + 1 / 0\nprint('after')", x=3.0)
    assert outcome.printed == ("before",)
    assert labels(outcome)[-1] == ("y", "y")
    assert outcome.failure.span == Span(3, 14, 3, 19)


def test_inputs_are_used_as_they_are():
    evaluate(parse("(x**2).backward()"), {"x": X}, _Passing())
    assert X.grad == 6


class _Passing:
    def at(self, site): ...

    def bind(self, name, value, span): ...


def test_the_watcher_hears_where_each_operation_and_its_operands_stand(run, watcher):
    run("y = torch.add(x, 2 * u).sin()", x=1.0, u=2.0)
    assert [site.span for site in watcher.sites] == [Span(1, 17, 1, 22), Span(1, 4, 1, 23), Span(1, 4, 1, 29)]
    product, addition, sine = watcher.sites
    assert (product.operands[0].value, product.operands[0].name) == (2, None)
    assert [operand.name for operand in addition.operands] == ["x", None]
    assert addition.operands[1].span == Span(1, 17, 1, 22)
    assert sine.operands[0].span == Span(1, 4, 1, 23)


def test_arithmetic_of_numbers_is_no_operation_of_torch(run, watcher):
    run("2**1.5 + 1")
    assert watcher.sites == []


@pytest.mark.parametrize(
    "text", ["-x", "x[0]", "x.T", "x < 1", "x.sum()", "F.relu(x)", "abs(x)", "x @ x", "torch.zeros(2)"]
)
def test_every_operation_of_torch_is_announced(run, watcher, text):
    run(text, x=[[1.0, 2.0], [3.0, 4.0]])
    assert [site.span for site in watcher.sites] == [Span(1, 0, 1, len(text))]


def test_the_watcher_hears_every_binding(run, watcher):
    run("y = x\n(a, b) = y, 2", x=1.0)
    assert [(name, span) for name, _, span in watcher.bindings] == [
        ("y", Span(1, 0, 1, 1)),
        ("a", Span(2, 1, 2, 2)),
        ("b", Span(2, 4, 2, 5)),
    ]
    assert watcher.bindings[-1][1] == 2


def test_augmented_assignment_binds_its_name_again(run, watcher):
    run("y = x * 1\ny += x", x=1.0)
    assert [name for name, _, _ in watcher.bindings] == ["y", "y"]
    assert watcher.bindings[-1][2] == Span(2, 0, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "y.backward()",
        "torch.autograd.backward(y)",
        "torch.autograd.grad(y, x)",
        "torch.autograd.grad([y], [x])",
    ],
)
def test_every_backward_pass_is_recorded(text):
    recorder = Recorder()
    with recorder:
        outcome = evaluate(parse(f"y = x**2\n{text}"), {"x": torch.tensor(3.0, requires_grad=True)}, recorder)
    assert outcome.failure is None
    assert [heard.roots[0] is outcome.names["y"] for heard in recorder.recording.passes] == [True]


def test_an_error_of_the_watcher_is_not_the_programs(run, watcher):
    watcher.bind = lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        run("y = 1")


def test_gradient_mode_dtype_and_random_state_are_as_before(run):
    before = torch.get_rng_state()
    with torch.no_grad():
        first, second = (
            run("torch.rand(3)"),
            run("torch.set_default_dtype(torch.float64)\ntorch.manual_seed(1)\ntorch.rand(3)\nx * 2", x=1.0),
        )
        assert not torch.is_grad_enabled()
    assert torch.get_default_dtype() is torch.float32
    assert second.results[-1].value.requires_grad
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(run("torch.rand(3)").results[0].value, first.results[0].value)


def test_factories_follow_the_callers_dtype_and_device(run):
    torch.set_default_dtype(torch.float64)
    try:
        assert run("torch.tensor(1.)").results[0].value.dtype is torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
    with torch.device("cpu"):
        assert run("torch.ones(2)").results[0].value.device.type == "cpu"


def test_factories_follow_a_default_device(run):
    with torch.device("meta"):
        failure = run("torch.ones(2)").failure
    assert "plain, dense tensors" in failure.message


def test_a_warning_of_torch_is_printed_once_for_each_access(run):
    text = "y = x * 1\nprint('one')\ny.grad\ny.grad"
    printed = run(text, x=1.0).printed
    assert printed[0] == "one"
    assert len(printed) == 3
    assert all(
        line.startswith("UserWarning: The .grad attribute of a Tensor that is not a leaf")
        for line in printed[1:]
    )
    assert run(text, x=1.0).printed == printed


def test_runs_in_two_threads_do_not_mix_their_state(run):
    program = parse("torch.manual_seed(3)\na = torch.rand(1000)\nb = torch.rand(1000)")
    runs = []
    threads = [
        threading.Thread(target=lambda: runs.append(evaluate(program, {}, _Passing()))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs) == 4
    assert all(torch.equal(outcome.names["b"], runs[0].names["b"]) for outcome in runs)


@pytest.mark.parametrize("text", ["print('x' * 40000)\nprint('y' * 40000)", "print([0] * 50000)"])
def test_too_much_printing_stops_the_program(failure, text):
    assert failure(text).message == "this program prints too much"


@pytest.mark.parametrize(
    "text", ["-" * 116 + "x", "sin(" * 58 + "x" + ")" * 58, "x" + " + x" * 115, "x" + ".sin()" * 57]
)
def test_an_expression_as_deep_as_the_parser_allows_runs(run, text):
    assert run(text, x=1.0).failure is None


def test_too_many_steps_stop_the_program(monkeypatch, run):
    monkeypatch.setattr(budget, "MAX_STEPS", 20)
    outcome = run("x = 1\n" + "x = x + 1\n" * 10)
    assert outcome.failure.message == "this program takes too many steps"
    assert 0 < len(outcome.results) < 10


@pytest.mark.parametrize(
    "text",
    [
        "'%d' % 1",
        "9**9**9",
        "1 << 10**6",
        "a = 2**4000\na * a",
        "[0] * 10**9",
        "'a' * 10**9",
        "list(range(10**9))",
        "5 in range(10**12)",
        "max(range(10**12))",
        "round(1, -10**9)",
        "pow(9, 9**9)",
        "a = 2\na **= 10**9",
        "torch.zeros(2**40)",
        "torch.tensor(range(10**9))",
        "torch.zeros(10**9, 0).tolist()",
        "torch.sin(torch)",
        "torch.tensor([torch.sin])",
        "torch.sin(x, out=x)",
        "x.sin().grad_fn.sin()",
        "x.numpy()",
        "x._base",
        "torch.load('a')",
        "torch.os",
        "torch.nn.Module()",
        "x.shape = 1",
        "x.grad = 5",
        "import os",
        "from torch import os",
        "from torch import *",
        "from . import x",
        "torch.zeros(2, device='meta')",
        "x.to('cuda:99')",
    ],
)
def test_what_could_harm_is_refused(failure, text):
    assert failure(text, x=1.0).span is not None


@pytest.mark.parametrize(
    "text", ["print(x.data)", "y = x.data * 2\nprint(x.data)", "x.data.zero_()\nprint(x)"]
)
def test_a_program_that_reads_data_is_told_once_and_prints_what_python_prints(run, text):
    outcome = run(text, x=[1.0, 2.0])
    assert len(outcome.notes) == 1
    assert outcome.notes[0].startswith("Changes made through .data are not seen by autograd")
    assert len(outcome.printed) == 1


def test_a_change_through_data_is_made(value):
    assert value(
        "w = torch.ones(2, requires_grad=True)\nw.data = torch.zeros(2)\nw.data.add_(3)\nw.tolist()"
    ) == [3, 3]


def test_a_program_that_is_safe_has_no_notes(run):
    assert run("y = x.detach()", x=1.0).notes == ()
