"""One run of a program: what a person typed in, the graph or a clear failure out."""

import math
import re

import pytest
import torch

from nablascope.core.language.failure import Fix
from nablascope.core.language.span import Span
from nablascope.core.wire.codec import engine_reader, frame
from nablascope.core.wire.messages import PREVIEW, Evaluate, Input
from nablascope.document.document import Document, with_fix
from nablascope.engine.session import answer


def ask(text, *, fill=True, **options):
    inputs = tuple(Input(name, (float(value),)) for name, value in options.pop("inputs", {}).items())
    return answer(Evaluate(7, text, inputs, fill=fill, **options))


def shown(reply):
    """Value and gradient by name."""
    return {
        node.name: (node.value.values[0], None if node.grad is None else node.grad.values[0])
        for node in reply.trace.nodes
        if node.name
    }


def test_free_names_become_inputs_and_the_last_assigned_name_the_output():
    reply = ask("y = torch.sin(x / 2**1.5)", inputs={"x": 100}, dtype="float64")
    assert reply.trace.output == "y"
    assert shown(reply) == {
        "x": (100.0, pytest.approx(-0.24687536614856287, rel=1e-14)),
        "y": (pytest.approx(-0.7158354760083521, rel=1e-14), 1.0),
    }


def test_the_reply_carries_the_requests_generation_and_a_place_for_every_node():
    reply = ask("x*x")
    assert reply.generation == 7
    assert len(reply.layout.positions) == len(reply.trace.nodes)
    assert len(reply.layout.routes) == len(reply.trace.edges)


def test_bare_mathematics_needs_no_name():
    reply = ask("x**2", inputs={"x": 9})
    output = reply.trace.nodes[reply.trace.output_node]
    assert (reply.trace.output, output.value.values[0], shown(reply)["x"]) == ("x**2", 81.0, (9.0, 18.0))


def test_the_reply_tells_what_was_understood_unless_it_was_typed_so():
    assert ask("y = 2x² + sin(x)").understood == "y = 2*x**2 + torch.sin(x)"
    assert ask("y = 2*x**2 + torch.sin(x)").understood == ""
    assert ask("y = 2x\nz = 2x +").understood == ""


def test_nodes_of_rewritten_notation_stand_where_they_were_typed():
    trace = ask("y = 2√x").trace
    root = next(node for node in trace.nodes if node.op == "SqrtBackward0")
    assert root.span == Span(1, 5, 1, 7)


def test_the_tutorials_code_pasted_whole_prints_what_pytorch_prints():
    reply = ask(
        "import torch\n"
        "x = torch.tensor(9.0, requires_grad=True)\n"
        "print(x)\n"
        "y = x**2\n"
        "print(y)\n"
        "y.backward()\n"
        "print(x.grad)\n"
    )
    assert reply.printed == (
        "tensor(9., requires_grad=True)",
        "tensor(81., grad_fn=<PowBackward0>)",
        "tensor(18.)",
    )
    assert shown(reply) == {"x": (9.0, 18.0), "y": (81.0, 1.0)}


def test_a_program_that_calls_backward_itself_shows_that_pass():
    reply = ask("y = x**2\nz = 3*y\ny.backward()", inputs={"x": 2})
    assert (reply.trace.output, shown(reply)["x"]) == ("y", (2.0, 4.0))


def test_another_output_may_be_chosen():
    reply = ask("y = x**2\nz = 3*y", inputs={"x": 2}, output="y")
    assert shown(reply)["x"] == (2.0, 4.0)


def test_nodes_know_where_the_program_wrote_them():
    nodes = {node.name: node.span for node in ask("y = torch.sin(x)\nz = y * 2").trace.nodes if node.name}
    spans = {name: (span.line, span.column, span.end_column) for name, span in nodes.items()}
    assert spans == {"x": (1, 14, 15), "y": (1, 4, 16), "z": (2, 4, 9)}


def test_constants_know_their_names_and_places():
    constants = [node for node in ask("n = 3\ny = x**n").trace.nodes if node.kind == "constant"]
    assert [(node.name, node.value.values) for node in constants] == [("n", (3,))]


def test_a_result_that_is_no_scalar_is_differentiated_from_ones_and_says_so():
    reply = ask("y = torch.stack([x, 2*x])", inputs={"x": 1})
    assert shown(reply)["x"] == (1.0, 3.0)
    assert "ones" in reply.trace.notes[0]


def test_a_large_tensor_travels_as_a_preview_unless_all_is_asked_for():
    text = "y = (x * torch.ones(1000)).sum()"
    sizes = [
        len(node.value.values)
        for whole in (False, True)
        for node in ask(text, whole=whole).trace.nodes
        if node.value.shape == (1000,)
    ]
    assert sizes == [PREVIEW, PREVIEW, 1000, 1000]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("y = x +", "something is missing"),
        ("y = torch.sine(x)", "sin"),
        ("", "nothing to compute"),
        ("y = 3", "requires a gradient"),
        ("torch.tensor(9, requires_grad=True)", "floating point and complex tensors can require gradients"),
    ],
)
def test_a_program_that_cannot_be_drawn_says_why_and_where(text, message):
    reply = ask(text)
    assert reply.trace is None
    assert re.search(message, reply.failure.message)


def test_backward_from_several_numbers_says_why_and_shows_what_ones_would_give():
    reply = ask("y = torch.ones(2) * x\ny.backward()")
    assert "single number" in reply.failure.message
    assert "ones" in reply.trace.notes[0]
    assert shown(reply)["x"] == (1.0, 2.0)


def test_an_error_in_a_line_keeps_the_graph_of_the_lines_before_it():
    reply = ask("a = x * 2\nb = a.sin()\nc = torch.ones(3) @ torch.ones(4)", inputs={"x": 1}, dtype="float64")
    assert reply.failure.span.line == 3
    assert reply.trace.failure == reply.failure
    assert reply.layout is not None
    assert shown(reply)["x"] == (1.0, pytest.approx(2 * math.cos(2)))


def test_an_error_in_backward_keeps_what_had_flowed_and_marks_the_node():
    reply = ask("w = x.exp()\ny = w * x\nw += 1\nz = y.sum()", inputs={"x": 1}, dtype="float64")
    trace = reply.trace
    assert "changed in place" in reply.failure.message
    assert trace.nodes[trace.failed_node].name == "y"
    assert shown(reply)["z"] == (pytest.approx(math.e), 1.0)
    assert shown(reply)["y"] == (pytest.approx(math.e), 1.0)
    assert shown(reply)["x"] == (1.0, None)


def test_a_second_backward_marks_the_node_that_was_freed():
    trace = ask("y = x**2\ny.backward()\ny.backward()").trace
    assert trace.nodes[trace.failed_node].name == "y"
    assert "retain_graph" in trace.failure.hint


def test_a_saved_tensor_says_what_became_of_it():
    trace = ask("w = x.exp()\ny = w * x\nw += 1\nz = y.sum()", inputs={"x": 1}, dtype="float64").trace
    saved = {one.name: one for node in trace.nodes if node.name == "y" for one in node.saved}
    assert (saved["self"].state, saved["self"].version, saved["self"].saved_at) == ("modified", 1, 0)
    assert saved["self"].value.values == (pytest.approx(math.e),)
    assert saved["other"].state == "held"
    freed = ask("y = x.exp()\ny.backward()").trace.nodes[1].saved
    assert [(one.name, one.state) for one in freed] == [("result", "freed")]
    kept = ask("y = x.exp()").trace.nodes[1].saved
    assert [(one.name, one.state) for one in kept] == [("result", "held")]


def test_an_integer_input_that_requires_a_gradient_offers_the_conversion():
    fix = ask("x = torch.tensor(9, requires_grad=True)").failure.fix
    assert (fix.text, fix.span.column) == ("9.0", 17)


def test_what_was_printed_before_a_failure_stays():
    assert ask("print(1)\ny = 3").printed == ("1",)


def test_without_filling_a_free_name_needs_a_value():
    assert "x has no value" in ask("x**2", fill=False).failure.message


def test_a_value_for_a_name_the_program_does_not_have_is_an_error_on_the_command_line():
    reply = answer(Evaluate(1, "x**2", (Input("x", (1.0,)), Input("z", (2.0,)))))
    assert "z is not a free name" in reply.failure.message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (Input("x", (1,), dtype="int64"), "only floating point and complex"),
        (Input("x", (1.0, 2.0), (3,)), "2 values for shape"),
        (Input("x", (1.0,), dtype="nonsense"), "not a dtype"),
    ],
)
def test_an_input_that_cannot_be_made_says_why(given, message):
    assert message in answer(Evaluate(1, "x*2", (given,))).failure.message


def test_an_input_may_go_without_a_gradient():
    reply = answer(Evaluate(1, "y = x*w", (Input("x", (3,), (), False, "int64"), Input("w", (2.0,)))))
    assert [node.kind for node in reply.trace.nodes] == ["constant", "leaf", "op"]


def test_what_the_output_does_not_depend_on_is_drawn_without_a_gradient():
    trace = ask("y = x**2\nz = 3*y", inputs={"x": 2}, output="y").trace
    z = next(node for node in trace.nodes if node.name == "z")
    assert (z.value.values, z.grad, z.marks) == ((12.0,), None, ("unreached",))


def test_what_a_pass_freed_is_marked_where_other_operations_can_still_be_differentiated():
    trace = ask("a = x.exp()\nb = x.sin()\na.backward()", inputs={"x": 2}).trace
    marks = {node.function: node.marks for node in trace.nodes}
    assert "saved tensors freed" in marks["exp"]
    assert marks["sin"] == ("unreached",)


def test_a_saved_tensor_that_was_changed_since_is_marked():
    trace = ask("a = x.exp()\nb = a.mul_(2)\ny = x.sin()", inputs={"x": 2}).trace
    assert "saved tensor changed" in next(node for node in trace.nodes if node.function == "exp").marks


def test_a_device_that_is_not_there_is_named_with_those_that_are():
    failure = ask("x*2", device="cuda:9").failure
    assert "cuda:9" in failure.message
    assert "cpu" in failure.hint


def test_a_document_from_a_machine_with_another_device_is_computed_on_the_cpu_and_says_so():
    reply = ask("y = x*2", device="cuda:9", fall_back=True)
    assert shown(reply)["y"] == (2.0, 1.0)
    assert reply.trace.device == "cpu"
    assert reply.trace.notes == ("This machine has no device cuda:9: this is computed on the CPU.",)


def test_a_run_leaves_torch_as_it_was():
    torch.manual_seed(1)
    state = torch.get_rng_state()
    ask("y = x * torch.rand(())", dtype="float64")
    assert torch.get_default_dtype() == torch.float32
    assert torch.equal(torch.get_rng_state(), state)


def test_another_output_after_the_programs_own_backward_is_explained():
    failure = ask("y = x**2\nL = 3*y\nL.backward()", output="y").failure
    assert "gradients of y" in failure.message


def test_backward_without_anything_that_requires_a_gradient_says_what_to_do():
    failure = ask("x = torch.tensor(3.)\ny = x**2\ny.backward()").failure
    assert "requires_grad=True" in failure.hint


def test_an_input_switched_off_is_named_where_nothing_else_requires_a_gradient():
    failure = answer(Evaluate(1, "y = x**2", (Input("x", (2.0,), requires_grad=False),))).failure
    assert failure.message.startswith("x does not require a gradient")


def test_passes_that_a_function_of_torch_makes_are_not_counted():
    jacobian = "J = torch.autograd.functional.jacobian(lambda v: v**2, torch.ones(5))"
    assert not any("ran backward" in note for note in ask(f"y = x**2\n{jacobian}").trace.notes)
    trace = ask(f"a = x**2\na.backward()\n{jacobian}").trace
    assert (trace.output, trace.notes) == ("a", ())


def test_a_program_with_several_backward_passes_says_which_is_shown():
    trace = ask("a = x**2\na.backward()\nb = x**3\nb.backward()").trace
    assert trace.output == "b"
    assert trace.notes == (
        "The program ran backward 2 times; the last time, from b, is shown."
        " Step through the run to see them all.",
    )


@pytest.mark.parametrize("line", ["z = y +", "z = sine(y)", "z = (y", "class A: pass", "z = y^2"])
def test_an_error_in_one_line_still_shows_the_graph_of_the_lines_before_it(line):
    reply = ask(f"y = x**2\nprint(y)\n{line}\nw = z", inputs={"x": 3})
    assert reply.failure is not None
    assert reply.failure.span.line == 3
    assert reply.printed == ("tensor(9., grad_fn=<PowBackward0>)",)
    assert shown(reply) == {"x": (3.0, 6.0), "y": (9.0, 1.0)}
    assert reply.free == ("x",)
    assert not reply.is_whole
    assert reply.trace.failure == reply.failure


def test_what_cannot_be_read_is_told_before_what_goes_wrong_above_it():
    reply = ask("y = x**2\nz = y.sine()\nw = z +")
    assert reply.failure.span.line == 3
    assert shown(reply)["y"] == (1.0, 1.0)


def test_a_misspelt_name_is_drawn_as_the_input_it_became_and_asked_about():
    reply = ask("loss = x**2\ny = 3*lss")
    assert reply.free == ("x", "lss")
    assert reply.trace.notes[0].endswith("Did you mean loss?")
    assert reply.suggestion == Fix("Write loss", Span(2, 6, 2, 9), "loss")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("f(x)=x²", "f(x)=x²\ny = f(x)"),
        ("y(x) = x²\n\n", "y(x) = x²\nz = y(x)"),
        ("g(x, y) = x*y", "g(x, y) = x*y\nz = g(x, y)"),
        (
            "def f(a, b=2, *, c):\n    return a*b*c  # all",
            "def f(a, b=2, *, c):\n    return a*b*c  # all\ny = f(a, c=c)",
        ),
        ("f(x) = x²\ng(x) = f(x)", "f(x) = x²\ng(x) = f(x)\ny = g(x)"),
    ],
)
def test_a_function_alone_is_called_with_one_click(text, after):
    failure = ask(text).failure
    assert failure.message.endswith("is defined")
    assert failure.hint == f"write {after.splitlines()[-1]} to see its graph"
    mended = with_fix(Document(text), failure.fix).text
    assert mended == after
    assert ask(mended).failure is None


def test_a_function_that_is_used_is_not_asked_to_be_called():
    assert "is defined" not in ask("if f(2) > 1: pass\ndef f(x): return x").failure.message


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("y == x**2", "y = x**2"),
        ("y ==x²", "y =x²"),
        ("x = 1,5\ny = z*x²", "x = 1.5\ny = z*x²"),
        ("x = 1,5\ny = z + x", "x = 1.5\ny = z + x"),
        ("a = 1,5\ny = sin(a)*x", "a = 1.5\ny = sin(a)*x"),
        ("y = sin(1,5)*x", "y = sin(1.5)*x"),
        ("y = 1,5x", "y = 1.5x"),
        ("y = x + 12,25", "y = x + 12.25"),
        ("a = 0,5\nb = 1,25\ny = a*x + b*x", "a = 0.5\nb = 1.25\ny = a*x + b*x"),
    ],
)
def test_other_ways_to_write_it_are_mended_with_one_click(text, after):
    mended = with_fix(Document(text), ask(text).failure.fix).text
    assert mended == after
    assert ask(mended).failure is None


def test_a_comma_is_no_decimal_comma_where_nothing_goes_wrong():
    assert ask("n = 2,3\ny = x.expand(n).sum()").failure is None
    assert ask("a, b = 1,5\ny = a*x + b").suggestion is None
    failure = ask("x = 1,5\ny = x*2.5").failure
    assert failure.message == "1,5 is two numbers to Python"
    assert failure.hint == "for a decimal number write 1.5"
    assert ask("n = 2, 3\ny = sin(n)*x").failure.fix is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("torch.sin(1)*x", "this is an int"),
        ("i = 2\ni(3)", "i is an int, not a function"),
        ("i = 2\ni[0] = 1", "the elements of an int cannot be changed"),
        ("torch.sin((1, 2))*x", "this is a tuple"),
    ],
)
def test_words_take_the_article_they_need(text, words):
    assert words in ask(text).failure.message


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("print(1)", False),
        ("y = 2 * 3", False),
        ("from torch.func import grad\ngrad(torch.sin)(torch.tensor(1.0))", False),
        ("class A: pass\nprint(1)", True),
    ],
)
def test_a_program_that_ran_to_its_end_and_has_nothing_to_draw_is_told_from_one_that_failed(text, python):
    reply = ask(text, python=python)
    assert reply.failure is not None
    assert reply.undrawn


@pytest.mark.parametrize(
    "text", ["x**2", "sni(x)", "print(1)\n1/0", "print(1)\n(", "y = x\ny.backward(3, 4, 5)"]
)
def test_any_other_program_is_not(text):
    assert not ask(text).undrawn


def test_an_error_of_our_own_costs_one_run_and_can_be_reported(monkeypatch):
    def broken(*_):
        raise KeyError("lost")

    monkeypatch.setattr("nablascope.engine.session.run_text", broken)
    reply = ask("y = x*2\nz = y")
    assert reply.failure.message == "something in Nablascope itself failed"
    assert "KeyError: 'lost'" in reply.failure.details
    assert "report" in reply.failure.hint
    assert reply.mentioned == ("x", "y", "z")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "h = torch.exp(x)\nh += 2 - x\nh.backward()",
            "backward needs what Exp gave as it was, at version 0, and it is at version 1;"
            " line 2 changes h in place: write h = h + (2 - x) instead of h += 2 - x",
        ),
        (
            "h = torch.exp(x)\nh.mul_(3)\ny = h",
            "line 2 changes h in place: write h = h.mul(3) instead of h.mul_(3)",
        ),
        (
            "a = torch.exp(x)\nb = torch.exp(x)\na += 1\nb *= 2\n(a + b).backward()",
            "line 3 changes a and line 4 changes b in place: write b = b * 2 instead of b *= 2",
        ),
        (
            "w = torch.tensor(1.0, requires_grad=True)\nw -= 0.1*x",
            "write w = w - (0.1*x) instead of w -= 0.1*x;"
            " to update a leaf, write it inside of with torch.no_grad():",
        ),
    ],
)
def test_a_change_in_place_is_told_by_the_programs_own_names(text, hint):
    assert ask(text).failure.hint.endswith(hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("y = math.sin(x)", "in line 1 math.sin(x) gives a plain number: write torch.sin"),
        ("a = int(x)\nb = 3\ny = a * 2", "in line 1 int(x) gives a plain number: use the tensor itself"),
        ("y = float(x)**2", "in line 1 float(x) gives a plain number: use the tensor itself"),
        ("y = x.item()", "in line 1 x.item() gives plain numbers: use the tensor itself"),
        ("y = sum(x.reshape(1).tolist())", "in line 1 x.reshape(1).tolist() gives plain numbers: use"),
        ("y = x.detach()\ny.backward()", "in line 1 x.detach() is cut off from what it came from: leave"),
        ("with torch.no_grad():\n    y = x * 2", "in line 1 torch.no_grad() lets nothing be followed"),
    ],
)
def test_what_autograd_does_not_follow_is_named_where_nothing_is_differentiable(text, hint):
    assert ask(text).failure.hint.startswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        "y = torch.ones(2)",
        "print(x.item())\ny = torch.ones(2)",
        "y = torch.ones(2) * float('inf') + 0*len([x])",
    ],
)
def test_where_no_cause_is_known_it_is_told_what_to_use(text):
    assert ask(text).failure.hint.startswith("use a free name such as x")


def test_the_graph_runs_down_where_that_is_asked_for():
    reply = answer(Evaluate(1, "y = x.sin()", (Input("x", (1.0,)),), down=True))
    again = answer(Evaluate(2, "y = x.sin()", (Input("x", (2.0,)),), down=True, previous=reply.layout))

    (_, above), (_, below) = reply.layout.positions
    assert above < below
    (read,) = engine_reader().feed(frame(reply))
    assert read.layout == reply.layout
    assert again.layout == reply.layout
