"""What a person reads at each step of scalars: numbers, names, rules, and what is easily overlooked."""

import torch
from tests.narrations import narrated, said

import nablascope
from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.narrated_numbers import agrees, is_product
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer


def run(text, **numbers):
    inputs = tuple(Input(name, (value,)) for name, value in numbers.items())
    return answer(Evaluate(1, text, inputs=inputs)).trace


def tell(text, grain="node", **numbers):
    return said(run(text, **numbers), grain)


def test_the_sine_example_of_the_tutorial_word_for_word():
    assert tell("y = torch.sin(x / 2**1.5)", x=100.0) == [
        "Nothing has happened yet. Given: x = 100.0000.",
        "÷ computes 100.0000 / 2.8284 = 35.3553.",
        "sin 35.3553 = −0.7158 is y.",
        "Backward starts at y with the gradient 1.0000: y changes as fast as itself.",
        "sin received 1.0000. Its derivative at 35.3553 is cos 35.3553 = −0.6983, "
        "so it sends 1.0000 × −0.6983 = −0.6983 back.",
        "÷ received −0.6983. Its derivative at x = 100.0000 is 1 / 2.8284 = 0.3536, "
        "so it sends −0.6983 × 0.3536 = −0.2469 to x.",
        "x received −0.2469 in all: dy/dx = −0.2469.",
    ]


def test_share_by_share_the_call_comes_first_and_the_rule_with_the_share():
    assert tell("y = torch.sin(x / 2**1.5)", "edge", x=100.0)[4:6] == [
        "sin received 1.0000.",
        "The derivative of sin at 35.3553 is cos 35.3553 = −0.6983, "
        "so it sends 1.0000 × −0.6983 = −0.6983 back.",
    ]


def test_a_product_sends_to_each_factor_the_other_and_says_so():
    assert (
        "× received 1.0000. Its derivatives are b = 3.0000 by a and a = 2.0000 by b: "
        "it sends 1.0000 × 3.0000 = 3.0000 to a and 1.0000 × 2.0000 = 2.0000 to b."
        in tell("y = a * b", a=2.0, b=3.0)
    )
    assert tell("y = a * b", "edge", a=2.0, b=3.0)[4] == (
        "The derivative of × by a is b = 3.0000, so it sends 1.0000 × 3.0000 = 3.0000 to a."
    )
    assert tell("y = 5 * x", x=2.0)[3] == (
        "× received 1.0000. Its derivative by x is the other factor 5.0000, "
        "so it sends 1.0000 × 5.0000 = 5.0000 to x."
    )


def test_a_square_sends_twice_and_is_not_said_to_have_half_its_derivative():
    assert tell("y = x * x", x=3.0)[3] == (
        "× received 1.0000. Its derivative by each of its two inputs is x = 3.0000, "
        "so it sends 1.0000 × 3.0000 = 3.0000 to x, twice. "
        "x has now 3.0000 + 3.0000 = 6.0000 from 2 of 2 uses."
    )
    assert "The derivative of × by its first input is x = 3.0000, so" in tell("y = x * x", "edge", x=3.0)[4]


def test_exp_and_minus_say_where_their_factors_come_from():
    assert "Its derivative by x is its result y = 7.3891, so it sends" in tell("y = exp(x)", x=2.0)[3]
    assert (
        "Its derivatives are 1.0000 by a and −1.0000 by b: it sends 1.0000 × 1.0000 = "
        in (tell("y = a - b", a=2.0, b=3.0)[3])
    )


def test_the_square_of_a_result_has_its_symbols():
    assert "is −y² = −0.5000² = −0.2500, so" in tell("y = torch.reciprocal(x)", x=2.0)[3]
    assert "is −(its result)² = −0.5000² = −0.2500, so" in tell("y = torch.reciprocal(x) + 1", x=2.0)[5]


def test_a_power_is_written_as_the_program_writes_it():
    texts = tell("y = x ** z", x=2.0, z=3.0)
    assert texts[1] == "y = x ** z = 2.0000 ** 3.0000 = 8.0000."
    assert "is z · x ** (z − 1) = 3.0000 · 2.0000 ** (3.0000 − 1) = 12.0000, so" in texts[3]


def test_a_sum_of_which_rounding_left_too_much_is_no_equation():
    texts = tell("y = x * 1e6 / x + x * z", x=1.0, z=1.562)
    assert "x received 1.5625 in all, the sum of 3 parts: dy/dx = 1.5625." in texts


def test_two_signs_do_not_stand_side_by_side():
    assert tell("y = a + b", a=1.0, b=-3.0)[1] == "y = a + b = 1.0000 + (−3.0000) = −2.0000."
    assert tell("y = a - b", a=1.0, b=-3.0)[1] == "y = a − b = 1.0000 − (−3.0000) = 4.0000."
    assert tell("y = torch.sin(x) + b", x=-2.0, b=-3.0)[2] == (
        "y = −0.9093 + b = −0.9093 + (−3.0000) = −3.9093."
    )
    assert "x received 1.0000 + (−3.0000) = −2.0000 in all: dy/dx = −2.0000." in (
        tell("y = x - x * 3", x=1.0)
    )


def test_a_named_result_is_told_with_names_and_with_numbers():
    assert "q = x + y = −2.0000 + 5.0000 = 3.0000." in tell("q = x + y\nf = q * z", x=-2.0, y=5.0, z=-4.0)
    assert "f = q × z = 3.0000 × −4.0000 = −12.0000." in tell("q = x + y\nf = q * z", x=-2.0, y=5.0, z=-4.0)


def test_a_sum_passes_the_gradient_on_unchanged():
    texts = tell("q = x + y\nf = q * z", x=-2.0, y=5.0, z=-4.0)
    assert "+ received −4.0000. It passes −4.0000 on unchanged to x and to y." in texts
    assert (
        "+ received 1.0000. It passes 1.0000 on unchanged to x, twice. x "
        "has now 1.0000 + 1.0000 = 2.0000 from 2 of 2 uses." in tell("y = x + x", x=3.0)
    )
    assert "+ received 1.0000. It passes 1.0000 back unchanged." in tell("y = x.sin() + 1", x=3.0)


def test_a_derivative_is_told_with_names_then_with_numbers():
    assert (
        "The power received 1.0000. Its derivative at v = 4.0000 is 3 · v² = 3 · 4.0000² = 48.0000, "
        "so it sends 1.0000 × 48.0000 = 48.0000 to v." in tell("y = v**3", v=4.0)
    )
    assert "is 2 · x = 2 · 9.0000 = 18.0000, so" in tell("y = x**2", x=9.0)[3]


def test_what_is_used_twice_adds_up_share_by_share():
    texts = tell("y = x.sin() * x.cos()", "edge", x=0.3)
    sums = [text.rpartition(" x has now ")[2] for text in texts if " x has now " in text]
    assert sums == ["−0.0873 from 1 of 2 uses.", "−0.0873 + 0.9127 = 0.8253 from 2 of 2 uses."]
    assert texts[-1] == "x received −0.0873 + 0.9127 = 0.8253 in all: dy/dx = 0.8253."


def test_a_value_that_is_overwritten_is_not_said_to_equal_itself_and_one():
    assert "+ computes 6.0000 + 1 = 7.0000, the new y." in tell("y = x * 2\ny = y + 1\nz = y * y", x=3.0)
    texts = tell("y = x * 2\ny = sin(y)\ny = sigmoid(y)", x=0.2)
    assert texts[2] == "sin computes sin 0.4000 = 0.3894, the new y."
    assert texts[3] == "sigmoid takes y = 0.3894 and gives the new y = 0.5961."


def test_a_sign_that_is_turned_is_told_once():
    texts = tell("y = -x", x=3.0)
    assert texts[1] == "y = −x = −3.0000."
    assert texts[3] == (
        "The minus sign received 1.0000. Its derivative by x is −1.0000, "
        "so it sends 1.0000 × −1.0000 = −1.0000 to x."
    )
    assert tell("y = exp(-x)", x=3.0)[1] == "The minus sign computes −x = −3.0000."
    assert tell("y = exp(-(x * x))", x=1.0)[2] == "The minus sign computes −(1.0000) = −1.0000."
    assert tell("y = -x", x=-3.0)[1] == "y = −x = −(−3.0000) = 3.0000."


def test_relu_passes_nothing_back_where_its_input_is_negative():
    assert tell("y = relu(x)", x=-4.0)[3] == (
        "relu received 1.0000. It passes nothing back here: its input −4.0000 is negative."
    )
    assert tell("y = relu(x)", x=4.0)[3] == (
        "relu received 1.0000. Its derivative at x = 4.0000 is 1.0000, since 4.0000 > 0, "
        "so it sends 1.0000 × 1.0000 = 1.0000 to x."
    )


def test_a_flat_function_passes_nothing_back_anywhere():
    assert tell("y = floor(x)", x=2.5)[3] == (
        "floor received 1.0000. It passes nothing back here: its derivative is 0."
    )


def test_a_clamp_says_which_bound_its_input_has_left():
    assert tell("y = clamp(x, 0, 1)", x=2.0)[3] == (
        "clamp received 1.0000. It passes nothing back here: its derivative at x = 2.0000 is 0, "
        "since 0 ≤ 2.0000 ≤ 1 does not hold."
    )


def test_a_kink_and_a_tie_are_explained():
    assert tell("y = relu(x)", x=0.0)[3].endswith(
        "is 0, since 0.0000 ≤ 0. The function has a kink here: its slope jumps, "
        "and torch takes one of the possible slopes."
    )
    tie = tell("y = torch.maximum(a, b)", a=2.0, b=2.0)[3]
    assert "Its derivative by a is 1 / 2 = 0.5000, since 2.0000 = 2.0000, so it sends" in tie
    assert tie.endswith(
        "Several elements tie here: torch decides which of them get the gradient, and how much."
    )


def test_a_masked_nan_is_explained_where_it_is_sent():
    texts = tell("y = torch.log(x - 1)\nz = torch.where(x > 1, y, x)", x=1.0)
    assert "ln 0.0000 = −∞ is y. Here the first infinity of the run appears." in texts
    assert (
        "log received 0.0000. Its derivative at 0.0000 is 1 / 0.0000 = ∞, so it sends 0.0000 × ∞ = NaN back. "
        "A NaN of a branch that is not used comes back in the gradient: 0 times infinity is NaN. "
        "Here the first NaN or infinity of the backward pass appears." in texts
    )
    assert texts[-1].startswith("x received 1.0000 + NaN = NaN in all: ")


def test_a_nan_without_a_choice_is_not_blamed_on_a_branch_that_is_not_used():
    texts = tell("y = torch.sqrt(x) * x", x=0.0)
    assert not any("branch" in text for text in texts)
    assert any(" Zero arrived here and NaN is sent on: 0 times infinity is NaN." in text for text in texts)
    texts = tell("y = torch.sqrt(x) * x\nz = torch.where(x < 1, y, x)", x=0.0)
    assert not any("branch" in text for text in texts)
    texts = tell("y = torch.sqrt(x - 1)\nz = torch.where(x > 1, y, x)", x=0.0)
    assert any("branch that is not used" in text and ": 0 times NaN is NaN." in text for text in texts)


def test_the_first_nan_of_the_run():
    assert tell("y = log(x)", x=-1.0)[1] == (
        "ln x = ln(−1.0000) = NaN is y. Here the first NaN of the run appears."
    )


def test_a_cut_says_that_no_gradient_comes_back_and_the_derivative_is_not_claimed():
    texts = tell("y = x.detach() * x", x=3.0)
    assert texts[1] == "detach cuts: the value 3.0000 goes on, no gradient will come back through here."
    assert texts[-1] == "x received 3.0000 in all: that is its gradient."


def test_it_is_detach_that_cuts_and_not_what_is_computed_from_it():
    assert (
        "c = 20.0000 is computed by × outside of the graph: no gradient will come back through here."
        in tell("b = x.detach()\nc = b * 10\ny = c * x", x=2.0)
    )
    texts = tell("b = x.detach()\ny = b * 10 * x", x=2.0)
    assert any(text.startswith("20.0000 is computed by × outside of the graph: ") for text in texts)
    assert any(text.startswith("detach cuts: the value of b, 2.0000, goes on, ") for text in texts)


def test_what_the_output_does_not_depend_on_is_said_when_it_runs():
    assert "z = x × 3 = 2.0000 × 3 = 6.0000. No gradient: the output does not depend on it." in tell(
        "z = x * 3\ny = x * 2", x=2.0
    )


def test_an_operation_in_place():
    assert "add_ changes y in place: 9.0000 + 1 = 10.0000." in tell("y = x * x\ny.add_(1)", x=3.0)


def test_a_run_that_stops_on_the_way_back_says_so_at_its_end():
    stopped = " Then exp stopped: a value that backward needs was changed in place."
    for grain in ("node", "edge"):
        texts = tell("e = torch.exp(x)\ne.add_(1)\ny = e * 2", grain, x=2.0)
        assert [text.endswith(stopped) for text in texts] == [*[False] * (len(texts) - 1), True]
    assert not any("stopped" in text for text in tell("y = x * 2\nz = y @ y", x=2.0))


def test_several_outputs_have_their_names():
    reply = answer(Evaluate(1, "a, b = torch.unbind(x)\ny = a * b", inputs=(Input("x", (2.0, 3.0), (2,)),)))
    texts = said(reply.trace)
    assert "unbind takes x (2 elements) and gives 2 outputs: a = 2.0000 and b = 3.0000." in texts
    assert (
        "× received 1.0000. Its derivatives are b = 3.0000 by a and a = 2.0000 by b: "
        "it sends 1.0000 × 3.0000 = 3.0000 to a and 1.0000 × 2.0000 = 2.0000 to b." in texts
    )
    assert any(
        text.startswith("unbind received gradients at 2 of its 2 outputs. It sends ") for text in texts
    )


def test_several_backward_passes_and_what_the_program_does_in_between():
    texts = tell("y = x * x\ny.backward()\nz = x.sin()\nz.backward()", x=3.0)
    assert (
        "x received 3.0000 + 3.0000 = 6.0000 in all. x.grad was empty; 0 + 6.0000 = 6.0000 is its gradient."
        in texts
    )
    assert (
        "The second backward pass starts at z with the gradient 1.0000: z changes as fast as itself." in texts
    )
    assert texts[-1] == (
        "x received −0.9900 in all. x.grad was 6.0000; 6.0000 + (−0.9900) = 5.0100 is its gradient now."
    )
    texts = tell("y = x * x\ny.backward()\nx.grad.zero_()\nz = x.sin()\nz.backward()", x=3.0)
    assert "Since the pass before the program has set x.grad from 6.0000 to 0.0000." in texts
    texts = tell("y = x * x\ny.backward()\nx.grad = None\nz = x.sin()\nz.backward()", x=3.0)
    assert "Since the pass before the program has set x.grad from 6.0000 to None: it is empty again." in texts


def test_a_gradient_that_was_given_to_start_from():
    assert "Backward starts at y with the gradient 3.0000, which was given." in tell(
        "y = x * 2\ny.backward(torch.tensor(3.0))", x=1.0
    )


def test_a_formula_with_settings_is_written_out():
    assert (
        tell("y = torch.add(x, z, alpha=3)", x=1.0, z=2.0)[1]
        == "y = x + 3 × z = 1.0000 + 3 × 2.0000 = 7.0000."
    )
    assert tell("y = torch.div(x, z, rounding_mode='floor')", x=7.0, z=2.0)[1] == (
        "÷ takes x = 7.0000 and z = 2.0000 and gives y = 3.0000."
    )


def test_an_operation_that_mathematics_has_no_sign_for():
    assert tell("y = sigmoid(x)", x=0.0)[1] == "sigmoid takes x = 0.0000 and gives y = 0.5000."


def test_text_and_parts_are_the_same_and_colours_tell_values_from_gradients():
    for _, narration in narrated(run("y = torch.sin(x / 2**1.5)", x=100.0)):
        assert "".join(part.text for part in narration.parts) == narration.text
    parts = narrated(run("y = torch.sin(x / 2**1.5)", x=100.0))[4][1].parts
    assert [part.text for part in parts if part.tone == "value"] == ["35.3553", "35.3553"]
    assert [part.text for part in parts if part.tone == "gradient"] == ["1.0000", "1.0000", "−0.6983"]


def test_a_long_or_hostile_name_is_shortened_to_one_line():
    with nablascope.record() as recording:
        x = torch.tensor(3.0, requires_grad=True)
        y = x * x
        recording.name("<b>\nevil\x1b[31m" + "n" * 500, x)
    texts = said(recording.trace(y))
    assert all("\n" not in text and len(text) < 300 for text in texts)


def test_what_is_too_large_for_a_number_is_no_equation():
    assert tell("y = exp(x)", x=1000.0)[1].startswith("exp takes x = 1000.0000 and gives y = ∞. ")
    texts = tell("y = torch.cosh(x)", x=1000.0)
    assert texts[3].startswith("cosh received 1.0000. It sends 1.0000 × ∞ = ∞ to x.")
    assert tell("y = 1 / x", x=0.0)[1].startswith("The reciprocal computes 1 / 0.0000 = ∞.")


def test_what_is_used_very_often_is_counted_or_only_summed():
    for uses, told in ((100, ", the sum of 100 parts"), (2500, ", the sum of all that arrived")):
        trace = run(f"y = torch.stack([{', '.join(['x'] * uses)}]).sum()", x=2.0)
        texts = said(trace, "edge")
        assert texts[-1] == f"x received {uses}.0000 in all{told}: dy/dx = {uses}.0000."
        assert (" x has its shares from 50 of 100 uses." in " ".join(texts)) == (uses == 100)


def test_a_value_that_is_root_and_used_too_adds_its_seed():
    x = torch.tensor(2.0, requires_grad=True)
    with nablascope.record() as recording:
        y = x * 3
        z = y * y
        torch.autograd.backward([y, z], retain_graph=True)
    texts = said(recording.trace(z))
    assert any(text.endswith(" y has now 1.0000 + 6.0000 + 6.0000 = 13.0000.") for text in texts)
    assert (
        "× received 1.0000 + 6.0000 + 6.0000 = 13.0000. Its derivative by x is the other factor 3.0000, "
        "so it sends 13.0000 × 3.0000 = 39.0000 to x." in texts
    )


def test_backward_passes_beyond_those_that_are_kept_are_not_counted():
    texts = tell("y = x * x\n" + 9 * "y.backward(retain_graph=True)\n", x=3.0)
    starts = [text.partition(" with ")[0] for text in texts if "ackward" in text]
    assert starts[0] == "Backward starts at y"
    assert set(starts[1:]) == {"Backward starts again, at y"}


def test_an_equation_is_told_only_of_numbers_that_agree_but_for_rounding():
    assert agrees(1 / 3, 0.33333334, "float32")
    assert not agrees(1 / 3, 0.3334, "float32")
    assert agrees(float("nan"), float("nan"), "float32")
    assert not agrees(1e39, float("inf"), "float32")
    assert agrees(1.0, 1.0 + 1e-6, "float32", scale=1e6)


def test_a_product_of_tensors_is_known_only_where_all_elements_are_there():
    def tensor(*values, shape=(2,), dtype="float32"):
        return TensorSummary(shape, dtype, "cpu", values)

    assert is_product(tensor(1.0, 2.0), tensor(3.0, 4.0), tensor(3.0, 8.0)) is True
    assert is_product(tensor(1.0, 2.0), tensor(3.0, 4.0), tensor(3.0, 9.0)) is False
    assert is_product(tensor(1.0, 2.0), tensor(3.0, 4.0), tensor(11.0, shape=())) is True
    assert is_product(tensor(1.0), tensor(3.0, 4.0), tensor(3.0, 8.0)) is None
    assert is_product(tensor("1j", "2j"), tensor(3.0, 4.0), tensor(3.0, 8.0)) is None
    assert is_product(None, tensor(3.0, 4.0), tensor(3.0, 8.0)) is None
