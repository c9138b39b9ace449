"""What a person reads at each step of tensors, of hooks, and of what the tables do not know."""

import torch
from tests.narrations import said

import nablascope
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.session import answer


def tell(text, grain="node", **tensors):
    inputs = tuple(Input(name, values, shape) for name, (values, shape) in tensors.items())
    return said(answer(Evaluate(1, text, inputs=inputs)).trace, grain)


def only(texts, start):
    (found,) = [text for text in texts if text.startswith(start)]
    return found


def scalar(value=3.0, **options):
    return torch.tensor(value, requires_grad=True, **options)


X, W = ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), (2, 3)), ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), (3, 2))
V, B = ((1.0, 2.0, 3.0), (3,)), ((0.5, -0.5), (2,))


def test_a_matrix_product_is_told_with_shapes_and_its_vjp():
    texts = tell("y = x @ W\nL = y.sum()", x=X, W=W)
    assert texts[0] == "Nothing has happened yet. Given: x (2×3) and W (3×2)."
    assert texts[1] == "matmul multiplies x (2×3) by W (3×2) and gives y, a 2×2 tensor [22, 28, 49, 64]."
    assert only(texts, "matmul received") == (
        "matmul received a 2×2 gradient [1, 1, 1, 1], called G. "
        "It sends a 2×3 gradient to x (VJP: G · Wᵀ) and a 3×2 gradient to W (VJP: xᵀ · G)."
    )
    assert only(texts, "x received") == "x received a 2×3 gradient in all: the gradient of L by x."


def test_an_elementwise_operation_multiplies_element_by_element():
    texts = tell("y = torch.sin(x)\nL = y.sum()", x=V)
    assert texts[1].startswith(
        "sin takes x (3 elements), element by element, and gives y, a 3-element tensor ["
    )
    assert only(texts, "sin received") == (
        "sin received a 3-element gradient [1, 1, 1]. It sends a 3-element gradient [0.5403, −0.4161, −0.99] "
        "to x: element by element gradient × cos x."
    )


def test_what_was_broadcast_is_summed_on_the_way_back():
    texts = tell("y = (x + b) * 2\nL = y.sum()", x=((1.0, 2.0, 3.0, 4.0), (2, 2)), b=B)
    assert only(texts, "+ received").endswith(
        "to x (the gradient unchanged) and a 2-element gradient [4, 4] to b "
        "(the gradient, summed to 2 elements because b was broadcast)."
    )
    assert only(texts, "× received").endswith(": element by element gradient × 2.")


def test_the_operands_of_a_rule_have_their_names_and_its_words_stay_words():
    inputs = (
        Input("x", (3.0, 2.0), (2,)),
        Input("t", (1.0, 2.0), (2,), requires_grad=False),
        Input("W", (1.0, 2.0, 3.0, 4.0), (2, 2)),
        Input("c", (0, 1), (2,), requires_grad=False, dtype="int64"),
    )
    text = "L = F.mse_loss(x, t) + F.cross_entropy(W, c)"
    texts = said(answer(Evaluate(1, text, inputs=inputs)).trace)
    assert "(VJP: G · 2 (x − t) / count)" in only(texts, "mse_loss received")
    assert "at the element of the target class" in only(texts, "nll_loss_forward received")


def test_a_condition_stands_in_brackets():
    texts = tell("y = relu(x)\nL = y.sum()", x=V)
    assert only(texts, "relu received").endswith(": element by element gradient × (1 if x > 0, else 0).")


def test_a_list_of_many_inputs_is_told_in_part():
    texts = tell("y = torch.cat([x, x, x, x, x, x])\nL = y.sum()", x=V)
    assert texts[1] == (
        "cat takes x (3 elements), x (3 elements), x (3 elements) and 3 more "
        "and gives y, an 18-element tensor."
    )
    assert only(texts, "cat received") == (
        "cat received an 18-element gradient, called G. It sends a 3-element gradient [1, 1, 1] to x, "
        "a 3-element gradient [1, 1, 1] to x, a 3-element gradient [1, 1, 1] to x and 3 more "
        "(VJP: the part of G that came from this tensor). "
        "x has now a 3-element gradient [6, 6, 6] from 6 of 6 uses."
    )
    assert only(texts, "x received").startswith(
        "x received a 3-element gradient [6, 6, 6] in all, the sum of 6 parts:"
    )


def test_an_operation_outside_of_the_table_shows_torchs_own_formula():
    texts = tell("y = torch.roll(x, 1)\nL = y.sum()", x=V)
    assert "a 3-element gradient [1, 1, 1] to x (torch's formula: grad.roll_symint(" in only(
        texts, "roll received"
    )


def test_a_function_that_the_program_wrote_itself_is_told_honestly():
    class Triple(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, w):
            return x * 3 * w.detach()

        @staticmethod
        def backward(ctx, grad):
            return grad * 3, None

    texts = said(nablascope.trace(lambda x, w: Triple.apply(x, w) * 2, scalar(), scalar(1.0)))
    assert only(texts, "Triple received") == (
        "Triple received 2.0000. It sends 6.0000 to x by a rule that is not in the table. "
        "It sends no gradient (None) to w."
    )
    assert only(texts, "x received") == "x received 6.0000 in all: that is its gradient."


def test_hooks_that_changed_a_gradient_are_told_with_both_numbers():
    x = scalar()
    x.register_hook(lambda grad: grad * 2)
    with nablascope.record() as recording:
        y = x.sin()
        y.register_hook(lambda grad: grad * 2)
        y.grad_fn.register_hook(lambda sent, _: tuple(grad / 2 for grad in sent))
        z = y * 5
        z.backward(retain_graph=True)
    texts = said(recording.trace(z))
    assert only(texts, "sin received") == (
        "sin received 10.0000, after a hook changed it from 5.0000. It sends −4.9500 to x, as a hook left it."
    )
    assert only(texts, "x received").startswith(
        "x received −9.8999 in all, after a hook changed it from −4.9500. "
    )


def test_half_precision_that_runs_over_is_no_equation():
    texts = said(nablascope.trace(lambda h: h * 2, scalar(60000.0, dtype=torch.float16)))
    assert texts[1] == "× takes h = 60000.0000 and 2 and gives ∞. Here the first infinity of the run appears."


def test_a_leaf_that_the_program_changed_is_not_said_to_be_the_operand():
    x = scalar()
    with nablascope.record() as recording:
        y = x * 2
        with torch.no_grad():
            x.sub_(1)
        z = y + x.exp()
        z.backward()
    texts = said(recording.trace(z))
    assert "exp gives 7.3891." in texts


def test_complex_numbers_have_the_conjugate_and_no_equation():
    texts = tell("z = (x + 1j) * (x - 2j)\ny = z.abs()", x=((3.0,), ()))
    assert only(texts, "× received") == (
        "× received 0.965−0.263j. It sends 3.421+1.14j to its first "
        "input and 2.631−1.754j to its second input: "
        "the gradient times the conjugate of the derivative, as for all complex numbers."
    )
    assert (
        only(texts, "The absolute value received")
        == "The absolute value received 1.0000. It sends 0.965−0.263j to z."
    )


def test_torch_autograd_grad_from_several_roots():
    a = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    with nablascope.record() as recording:
        b = a * 2
        c = b.exp()
        torch.autograd.grad([b, c], [a], [torch.ones(3), torch.full((3,), 2.0)], retain_graph=True)
    texts = said(recording.trace(c))
    assert (
        "Backward starts at b with a 3-element gradient of ones: each element of b changes as fast as itself."
        in texts
    )
    assert "It starts also at c with a 3-element gradient [2, 2, 2], which was given." in texts
    told = [text for text in texts if text.startswith("a received")]
    assert told[0] == "a received a 3-element gradient [31.56, 220.4, 1616] in all: that is its gradient."


def test_gradients_of_tensors_that_are_added_to_earlier_ones():
    texts = tell("y = (x * x).sum()\ny.backward()\nz = x.sum()\nz.backward()", x=V)
    told = [text for text in texts if text.startswith("x received")]
    assert told[0].endswith("x.grad was empty; it is a 3-element gradient [2, 4, 6] now.")
    assert told[1].endswith(
        "x.grad was a 3-element gradient [2, 4, 6]; it is a 3-element gradient [3, 5, 7] now."
    )


def test_a_grad_that_an_optimizer_took_away_while_it_arrived():
    x = scalar()

    def take(leaf):
        leaf.grad = None

    x.grad = torch.tensor(1.0)
    x.register_post_accumulate_grad_hook(take)
    with nablascope.record() as recording:
        y = x * x
        y.backward()
    assert only(said(recording.trace(y)), "x received").endswith(
        "x.grad is empty again: the program took it."
    )


def test_the_graph_of_a_gradient_is_told_too():
    texts = said(nablascope.trace(lambda x: torch.sin(x) * x**3, scalar(2.0)).gradient_trace())
    assert any(
        text.startswith("Backward starts at d(output)/d(x) with the gradient 1.0000") for text in texts
    )


def test_a_gradient_that_the_program_asked_for_goes_no_further():
    x = scalar()
    with nablascope.record() as recording:
        y = x.sin()
        z = y.exp()
        torch.autograd.grad(z, [y], retain_graph=True)
    assert "sin received 1.1516. It goes no further here." in said(recording.trace(z))


def test_a_large_seed_of_ones_is_known_by_its_statistics():
    x = torch.ones(40, 40, requires_grad=True)
    with nablascope.record() as recording:
        y = x.sin()
        y.backward(torch.ones(40, 40))
    texts = said(recording.trace(y))
    assert (
        "Backward starts at y with a 40×40 gradient of ones: each element of y changes as fast as itself."
        in texts
    )
    assert texts[-1] == ("x received a 40×40 gradient in all. x.grad was empty; it is a 40×40 gradient now.")


def test_what_has_no_name_is_told_by_what_it_is():
    texts = said(nablascope.trace(lambda: (scalar() * 1).add_(1)))
    assert texts[0] == "Nothing has happened yet."
    assert "add_ changes its input in place: 3.0000 + 1 = 4.0000." in texts
    assert texts[-1] == "The leaf received 1.0000 in all: that is its gradient."


def test_a_flat_operation_on_a_tensor_says_that_its_derivative_is_zero():
    texts = tell("y = floor(x)\nL = y.sum()", x=V)
    assert only(texts, "floor received").endswith("a 3-element gradient [0, 0, 0] to x: its derivative is 0.")


def test_how_many_elements_there_are_does_not_read_like_a_value():
    texts = tell("y = torch.sqrt(x)\nL = y.sum()", x=((4.0, 9.0), (2,)))
    assert texts[0] == "Nothing has happened yet. Given: x (2 elements)."
    assert texts[1].startswith("The square root takes x (2 elements), element by element, and gives y, ")
    assert tell("y = x.sum()", x=((4.0,), (1,)))[0].endswith("Given: x (1 element).")


def test_a_tensor_that_is_cut_off_is_told_with_commas_around_it():
    outside = "is computed by × outside of the graph: no gradient"
    texts = tell(
        "c = x.detach() * 10\ny = ((x > 1) * x).sum() + (c * x).sum() + (x.detach() * 3 * x).sum()",
        x=((2.0, 3.0), (2,)),
    )
    only(texts, f"c, a 2-element tensor [20, 30], {outside}")
    only(texts, f"A 2-element tensor [6, 9] {outside}")
    only(texts, "> cuts: its value, a 2-element tensor [True, True], goes on, no gradient")
