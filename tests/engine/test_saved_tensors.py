"""What a node kept for its VJP: by name, as it is now, without disturbing it."""

import pytest
import torch
from torch.autograd.graph import save_on_cpu, saved_tensors_hooks
from torch.utils.checkpoint import checkpoint

from nablascope.engine.saved_tensors import SavedNow, saved_by, state_now


def leaf(*values):
    return torch.tensor(values if len(values) > 1 else values[0], dtype=torch.float64, requires_grad=True)


def rows(result):
    """Everything saved by the node of `result`, by name."""
    return {row[0]: SavedNow(*row) for row in saved_by(result.grad_fn)}


def states(result):
    """What became of everything that the node of `result` saved before `after` ran."""
    node, before = result.grad_fn, rows(result)
    return lambda: {row.name: state_now(node, row.name, row.saved_at) for row in before.values()}


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor, unused):
        result = x * factor
        ctx.save_for_backward(x, None, result)
        ctx.factor = factor
        ctx.twice = x.detach() * 2
        return result

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.factor, None, None


def test_both_factors_of_a_product_are_saved_by_name_and_are_the_very_tensors():
    x, y = leaf(2.0, 3.0), leaf(4.0, 5.0)
    saved = rows(x * y)
    assert saved["self"].tensor is x
    assert saved["other"].tensor is y
    assert [(row.state, row.version, row.saved_at) for row in saved.values()] == [("held", 0, 0)] * 2


def test_an_argument_the_derivative_has_no_need_of_is_not_listed():
    constant = torch.tensor(4.0, dtype=torch.float64)
    assert list(rows(leaf(3.0) * constant)) == ["other"]


def test_a_result_that_was_saved_has_its_value():
    result = leaf(0.5, 1.0).exp()
    assert rows(result)["result"].tensor.tolist() == result.tolist()


def test_settings_are_text_and_a_negative_dimension_is_written_as_the_program_wrote_it():
    x = leaf(1.0, 2.0)
    assert rows(torch.softmax(x, -1))["dim"].text == "-1"
    summed = rows(x.reshape(1, 2).sum((0, -1), keepdim=True))
    assert (summed["dim"].text, summed["keepdim"].text) == ("(0, -1)", "True")
    assert rows(torch.div(x, x, rounding_mode="trunc"))["rounding_mode"].text == "'trunc'"


def test_each_tensor_of_a_list_is_listed_by_its_place():
    x = leaf(*range(6)).reshape(2, 3)
    saved = rows(x[:, torch.tensor([0, 2])])
    assert saved["indices[1]"].tensor.tolist() == [0, 2]
    assert "indices[0]" not in saved


def test_after_backward_what_was_saved_is_freed_and_nothing_raises():
    x = leaf(2.0, 3.0)
    for result in (x * x, x.exp(), x[torch.tensor([0])], torch.linalg.vector_norm(x)):
        now = states(result)
        result.sum().backward()
        assert {state for state, _ in now().values()} <= {"freed", "held"}
        assert {row.state for row in rows(result).values() if row.text is None} == {"freed"}


def test_after_backward_that_retains_the_graph_everything_is_still_held():
    x = leaf(2.0, 3.0)
    result = x * x
    now = states(result)
    result.sum().backward(retain_graph=True)
    assert now() == {"self": ("held", 0), "other": ("held", 0)}


@pytest.mark.parametrize("name", ["self", "result"])
def test_a_change_in_place_is_told_with_both_versions_instead_of_raising(name):
    x = leaf(2.0, 3.0) * 1
    result = x.sin() if name == "self" else x.exp()
    now = states(result)
    (x if name == "self" else result).data.zero_()
    assert now()[name] == ("held", 0)
    node = result.grad_fn
    with torch.no_grad():
        (x if name == "self" else result).add_(1)
    assert now()[name] == ("modified", 1)
    row = {row[0]: SavedNow(*row) for row in saved_by(node)}[name]
    assert (row.state, row.version, row.saved_at, row.tensor) == ("modified", 1, 0, None)
    with pytest.raises(RuntimeError, match="is at version 1; expected version 0"):
        getattr(node, f"_saved_{name}")


def test_what_was_saved_after_a_change_is_held_at_its_own_version():
    x = leaf(2.0, 3.0) * 1
    x.add_(1)
    row = rows(x.sin())["self"]
    assert (row.state, row.version, row.saved_at) == ("held", 1, 1)
    assert row.tensor.tolist() == [3.0, 4.0]


def test_freed_stays_freed_when_the_tensor_is_changed_afterwards():
    x = leaf(2.0, 3.0) * 1
    result = x.sin()
    now = states(result)
    result.sum().backward()
    with torch.no_grad():
        x.add_(1)
    assert now() == {"self": ("freed", None)}


def test_a_custom_function_has_its_saved_tensors_and_what_it_put_on_its_context():
    x = leaf(2.0, 3.0)
    result = Scale.apply(x, 3.0, "unused")
    saved = rows(result)
    assert saved["saved_tensors[0]"].tensor is x
    assert saved["saved_tensors[2]"].tensor.tolist() == [6.0, 9.0]
    assert "saved_tensors[1]" not in saved
    assert saved["factor"].text == "3.0"
    assert saved["twice"].tensor.tolist() == [4.0, 6.0]


def test_a_custom_functions_saved_tensors_are_freed_and_its_context_stays():
    result = Scale.apply(leaf(2.0, 3.0), 3.0, None)
    now = states(result)
    result.sum().backward()
    assert now() == {
        "saved_tensors[0]": ("freed", None),
        "saved_tensors[2]": ("freed", None),
        "factor": ("held", None),
        "twice": ("held", None),
    }
    assert rows(result)["saved_tensors"].state == "freed"


def test_a_custom_functions_input_that_was_changed_is_told():
    x = leaf(2.0, 3.0) * 1
    result = Scale.apply(x, 3.0, None)
    with torch.no_grad():
        x.add_(1)
    saved = rows(result)
    assert saved["saved_tensors[0]"].state == "modified"
    assert (saved["saved_tensors[0]"].version, saved["saved_tensors[0]"].saved_at) == (1, 0)
    assert saved["saved_tensors[2]"].state == "held"


def test_looking_runs_no_hook_that_packs_or_unpacks():
    called = []

    def pack(tensor):
        called.append("pack")
        return tensor.tolist()

    def unpack(packed):
        called.append("unpack")
        return torch.tensor(packed, dtype=torch.float64)

    x = leaf(2.0, 3.0)
    with saved_tensors_hooks(pack, unpack):
        result = x.sin()
    called.clear()
    now = states(result)
    row = rows(result)["self"]
    assert (row.tensor, row.state) == (None, "held")
    assert "unpack" in row.text
    assert (now(), called) == ({"self": ("held", None)}, [])
    result.sum().backward()
    assert now() == {"self": ("freed", None)}


def test_looking_into_a_checkpoint_does_not_compute_it_again():
    runs = []

    def region(x):
        runs.append(1)
        return (x * x).sin()

    x = leaf(2.0, 3.0)
    result = checkpoint(region, x, use_reentrant=False)
    assert "checkpoint" in rows(result)["self"].text
    assert len(runs) == 1
    result.sum().backward()
    assert x.grad.tolist() == pytest.approx((2 * x * (x * x).cos()).tolist())


def test_saving_on_the_cpu_is_told():
    with save_on_cpu():
        result = leaf(2.0, 3.0).sin()
    assert "save_on_cpu" in rows(result)["self"].text


def test_a_tensor_subclass_does_not_see_that_someone_looks():
    seen = []

    class Nosy(torch.Tensor):
        @classmethod
        def __torch_function__(cls, function, types, args=(), kwargs=None):
            seen.append(function)
            return super().__torch_function__(function, types, args, kwargs or {})

    result = torch.rand(3).as_subclass(Nosy).requires_grad_() * 2.0
    node = result.grad_fn
    seen.clear()
    now = [SavedNow(*row) for row in saved_by(node)]
    assert [state_now(node, row.name, row.saved_at)[0] for row in now] == ["held"] * len(now)
    assert seen == []


def test_a_node_that_saves_nothing_has_no_rows():
    assert [row for row in rows((leaf(1.0) + leaf(2.0)).view(1)).values() if row.text is None] == []


def test_a_setting_of_a_thousand_numbers_is_cut_off():
    result = Scale.apply(leaf(1.0), 2.0, None)
    result.grad_fn.factor = list(range(1000))
    text = rows(result)["factor"].text
    assert len(text) == 200
    assert text.endswith("…")
