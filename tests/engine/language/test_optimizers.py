"""Optimizers step as they do in Python, and are no part of the graph."""

import pytest
import torch

from nablascope.core.language.failure import LanguageError
from nablascope.core.wire.messages import Evaluate
from nablascope.engine.language import tables
from nablascope.engine.language.optimizers import constructors
from nablascope.engine.session import answer

SETTINGS = {
    "SGD": "lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01",
    "Adam": "lr=0.1, betas=(0.8, 0.99), amsgrad=True",
    "AdamW": "lr=0.1, weight_decay=0.1",
    "RMSprop": "lr=0.1, alpha=0.9, centered=True, momentum=0.5",
    "Adagrad": "lr=0.1, lr_decay=0.01, initial_accumulator_value=0.1",
    "Adadelta": "rho=0.8",
    "Adamax": "lr=0.1, eps=1e-6",
    "ASGD": "lr=0.1, maximize=True",
    "NAdam": "momentum_decay=0.01",
    "RAdam": "lr=0.1",
    "Rprop": "etas=(0.4, 1.1), step_sizes=(1e-5, 10)",
}

STEP = """
optimizer.zero_grad()
loss = ((w * 3 - 2) ** 2).sum()
loss.backward()
optimizer.step()
print(loss, w, w.grad, w.is_leaf)
"""


def program(name):
    start = "import torch\nimport torch.optim as optim\nw = torch.tensor([1.0, -2.0], requires_grad=True)\n"
    return f"{start}optimizer = optim.{name}([w], {SETTINGS[name]})\nprint(optimizer){STEP * 3}"


def test_every_optimizer_is_tried():
    assert SETTINGS.keys() == tables.OPTIMIZERS


@pytest.mark.parametrize("name", SETTINGS)
def test_three_steps_print_what_python_prints(run, python, name):
    outcome = run(program(name))
    assert outcome.failure is None
    assert outcome.printed == python(program(name))


@pytest.mark.parametrize("name", SETTINGS)
def test_a_step_makes_no_node(name):
    trace = answer(Evaluate(1, program(name))).trace
    assert trace.failure is None
    kinds = [(node.kind, node.op) for node in trace.nodes if node.kind != "constant"]
    assert kinds == [
        ("leaf", None),
        *(("op", f"{name}Backward0") for name in ("Mul", "Sub", "Pow", "Sum")),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("torch.optim.SGD(w, lr=0.1)", "an optimizer is given a list of tensors"),
        ("torch.optim.SGD([1], lr=0.1)", "an optimizer is given a list of tensors"),
        ("torch.optim.SGD([w], foreach=True)", "there is no argument named foreach here"),
        ("torch.optim.SGD([w], differentiable=True)", "there is no argument named differentiable here"),
        ("torch.optim.SGD([w], lr='fast')", "the settings of an optimizer are numbers"),
        ("torch.optim.SGD([w], lr=torch.sin)", "torch.sin is not a number or a tensor"),
        ("torch.optim.SGD([w], lr=w[0])", "the settings of an optimizer are numbers"),
        ("torch.optim.SGD([w], lr=-1)", "Invalid learning rate: -1"),
        ("torch.optim.SGD([w * 2], lr=0.1)", "can't optimize a non-leaf Tensor"),
        ("torch.optim.SGD([w]).step(torch.sin)", "torch.sin is not a number or a tensor"),
        ("torch.optim.SGD([w]).step(3)", "step does not take so many values"),
        ("torch.optim.SGD([w]).state", "a SGD has no attribute state"),
        ("torch.optim.SGD([w]).load_state_dict(3)", "a SGD has no method load_state_dict"),
        ("torch.optim.SGD([w]).register_step_pre_hook(3)", "a SGD has no method register_step_pre_hook"),
        ("torch.optim.Optimizer([w], 3)", "torch.optim.Optimizer is not in the expression language"),
        ("torch.optim.SGD([w]).defaults = 3", "defaults cannot be assigned to"),
    ],
)
def test_what_is_refused_is_told(failure, text, message):
    given = "w = torch.tensor([1.0], requires_grad=True)\n"
    assert message in failure(given + text).message


def test_an_optimizer_of_a_module_is_told_what_to_take(failure):
    assert failure("optim.SGD(nn.Linear(1, 1), lr=1)").hint == "write model.parameters()"


def test_a_step_keeps_the_dtype(value):
    text = "w = nn.Parameter(torch.ones(1, dtype=torch.float64))\no = optim.Adam([w])\nw.sum().backward()\n"
    assert value(f"{text}o.step()\nw.dtype") is torch.float64


def test_a_group_of_tensors_has_settings_of_its_own():
    w, b = (torch.tensor(1.0, requires_grad=True) for _ in range(2))
    group = {"params": [w], "lr": 0.5}
    optimizer = constructors()["SGD"].call([group, {"params": b}], lr=0.25)
    (w + b).backward()
    optimizer.step()
    assert (w.item(), b.item()) == (0.5, 0.75)
    assert group == {"params": [w], "lr": 0.5}


@pytest.mark.parametrize("group", [{"lr": 0.1}, {"params": [1]}, {"params": [], "foreach": True}])
def test_what_is_refused_in_a_group_is_told(group):
    with pytest.raises(LanguageError):
        constructors()["SGD"].call([group], lr=0.1)


GROUPS = "w = torch.tensor([1.0], requires_grad=True)\no = optim.SGD([w], lr=0.5)\nw.sum().backward()\n"


def test_a_program_may_change_the_learning_rate_of_a_group(value):
    assert value(f"{GROUPS}for g in o.param_groups:\n    g['lr'] = 0.25\no.step()\nw.item()") == 0.75


@pytest.mark.parametrize(
    "change",
    [
        "o.param_groups[0]['lr'] = 'a'",
        "o.param_groups[0]['params'] = 3",
        "o.param_groups[0]['params'].append(torch.sin)",
        "o.param_groups[0]['fused'] = True",
        "o.param_groups[0]['foreach'] = [1]",
        "o.param_groups.append(3)",
    ],
)
def test_a_group_that_torch_would_not_know_is_refused_before_the_step(failure, change):
    assert failure(f"{GROUPS}{change}\no.step()").message
    assert failure(f"{GROUPS}{change}\no.step()").span.line == 5


def test_zero_grad_refuses_groups_that_torch_did_not_make(run):
    text = "o = torch.optim.SGD([x], lr=0.1)\no.param_groups[0]['params'] = 3\no.zero_grad()"
    assert run(text, x=1.0).failure.message == "an optimizer is given a list of tensors"
