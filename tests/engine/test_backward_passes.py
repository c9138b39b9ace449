"""Every backward pass of my program is heard, and torch's engine is its own again afterwards."""

import threading

import pytest
import torch
from torch.utils.checkpoint import checkpoint

from nablascope.engine.backward_passes import BackwardPasses
from nablascope.engine.torch_private import autograd_engine


@pytest.fixture(autouse=True)
def _engine_left_alone():
    before = autograd_engine()
    yield
    assert autograd_engine() is before


@pytest.fixture
def passes():
    return BackwardPasses()


class Heard(list):
    """The roots of every pass, in the order in which they started."""

    def __call__(self, roots, run):
        self.append(tuple(roots))
        return run()


def leaf(value=2.0):
    return torch.tensor(value, requires_grad=True)


@pytest.mark.parametrize(
    "start",
    [
        lambda x, y: y.backward(),
        lambda x, y: torch.autograd.backward([y]),
        lambda x, y: torch.autograd.grad(y, x),
    ],
    ids=["Tensor.backward", "autograd.backward", "autograd.grad"],
)
def test_a_pass_is_heard_however_it_is_started(passes, start):
    heard, x = Heard(), leaf()
    y = x * 3
    with passes.listening(heard):
        result = start(x, y)
    assert [roots[0] is y for roots in heard] == [True]
    assert (result[0] if result else x.grad).item() == 3.0


def test_nothing_is_heard_afterwards(passes):
    heard, x = Heard(), leaf()
    with passes.listening(heard):
        pass
    (x * 3).backward()
    assert heard == []


def test_an_error_passes_through_and_ends_the_listening(passes):
    heard, y = Heard(), leaf().exp()
    y.backward()
    with pytest.raises(RuntimeError, match="second time"), passes.listening(heard):
        y.backward()
    assert len(heard) == 1


def test_what_a_pass_starts_itself_is_no_pass_of_the_program(passes):
    heard, x = Heard(), leaf()
    with passes.listening(heard):
        checkpoint(lambda x: torch.sin(x) * 2, x, use_reentrant=True).backward()
    assert len(heard) == 1
    assert x.grad.item() == pytest.approx(2 * torch.cos(x).item())


def test_two_that_listen_both_hear(passes):
    outer, inner, x = Heard(), Heard(), leaf()
    with passes.listening(outer):
        (x * 2).backward()
        with passes.listening(inner):
            (x * 3).backward()
        (x * 4).backward()
    assert (len(outer), len(inner)) == (3, 1)
    assert x.grad.item() == 9.0


def test_our_own_passes_are_not_heard(passes):
    heard, x = Heard(), leaf()
    with passes.listening(heard), passes.unheard():
        (x * 3).backward()
    assert (heard, x.grad.item()) == ([], 3.0)


def test_passes_inside_of_a_transform_are_left_to_it(passes):
    heard = Heard()
    with passes.listening(heard):
        slopes = torch.func.vmap(torch.func.grad(torch.sin))(torch.tensor([0.0, 1.0]))
    assert heard == []
    assert torch.allclose(slopes, torch.cos(torch.tensor([0.0, 1.0])))


def test_each_thread_hears_its_own_passes_in_whatever_order_they_end(passes):
    mine, others, left = Heard(), Heard(), threading.Event()
    entered = threading.Event()

    def other():
        with passes.listening(others):
            entered.set()
            left.wait(10)
            (leaf() * 3).backward()

    thread = threading.Thread(target=other)
    with passes.listening(mine):
        thread.start()
        entered.wait(10)
        (leaf() * 2).backward()
    left.set()
    thread.join()
    assert (len(mine), len(others)) == (1, 1)


def test_what_else_the_engine_does_is_still_there(passes):
    called, x = [], leaf()
    with passes.listening(Heard()):
        y = x * 3
        y.register_hook(lambda _: autograd_engine().queue_callback(lambda: called.append("done")))
        y.backward()
    assert called == ["done"]
