"""In which of my modules an operation ran."""

import gc
import threading
from contextlib import suppress
from weakref import ref

import pytest
import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_pre_hook
from torch.utils.checkpoint import checkpoint

from nablascope.engine.modules import ModulePaths, ModuleTracker
from nablascope.engine.record import Recorder
from nablascope.engine.torch_private import DispatchMode

X = torch.ones(2)


class Listener(DispatchMode):
    """Notes the place of every operation."""

    def __init__(self):
        super().__init__()
        self.paths = ModulePaths()
        self.tracker = ModuleTracker(self.paths)
        self.places = []

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.places.append(self.tracker.place)
        return operation(*args, **(kwargs or {}))

    def read(self):
        """The path of every operation, each once, in the order in which they ran."""
        paths = [place and place.path for place in self.places]
        return list(dict.fromkeys(paths))


def listen(run):
    """The listener after `run`."""
    listener = Listener()
    with listener, listener.tracker.following():
        run()
    return listener


def paths(run):
    return listen(run).read()


class Twice(nn.Module):
    """Calls its part, then computes something itself."""

    def __init__(self, part):
        super().__init__()
        self.part = part

    def forward(self, x):
        return self.part(x) * 2


def test_a_path_is_the_one_named_modules_gives():
    model = nn.Transformer(4, 2, 2, 1, 4, batch_first=True)
    words = torch.ones(3, 1, 4)
    found = paths(lambda: model(words, words))
    assert "encoder.layers.0.linear1" in found
    assert "decoder.layers.0.multihead_attn" in found
    assert {path for path in found if path is not None} <= {name for name, _ in model.named_modules()}


def test_the_outermost_module_goes_by_its_class_and_what_is_outside_has_none():
    model = Twice(nn.Linear(2, 2))
    assert paths(lambda: (X + 1, model(X), X - 1)) == [None, "part", "Twice"]


def test_a_module_that_is_used_twice_in_one_model_has_the_path_of_its_caller():
    shared = nn.Linear(2, 2)
    model = nn.Sequential(Twice(shared), Twice(shared))
    assert paths(lambda: model(X)) == ["0.part", "0", "1.part", "1"]


def test_a_shared_module_of_one_caller_has_its_first_path():
    shared = nn.Tanh()
    assert paths(lambda: nn.Sequential(shared, shared)(X)) == ["0"]


def test_of_a_shared_modules_paths_the_nearest_to_the_caller_is_taken():
    class Tied(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = Twice(nn.Tanh())
            self.head = self.inner.part

        def forward(self, x):
            return self.head(x)

    assert paths(lambda: Tied()(X)) == ["head"]


def test_a_module_that_calls_itself_is_left_as_often_as_it_was_entered():
    class Down(nn.Module):
        def forward(self, x, depth):
            y = self(x + 1, depth - 1) if depth else x
            return y * 2

    listener = listen(lambda: nn.ModuleDict({"down": Down()})["down"](X, 3))
    assert listener.read() == ["Down"]
    assert listener.tracker.place is None


def test_a_module_made_inside_of_forward_goes_by_its_class():
    class Careless(nn.Module):
        def forward(self, x):
            return nn.Tanh()(x)

    assert paths(lambda: nn.Sequential(Careless())(X)) == ["0.Tanh"]


def test_a_module_that_is_added_while_its_parent_runs_has_its_path():
    class Lazily(nn.Module):
        def forward(self, x):
            self.late = nn.Tanh()
            return self.late(x)

    assert paths(lambda: Lazily()(X)) == ["late"]


def test_models_that_are_called_one_after_the_other_are_told_apart():
    encoder, decoder, loss = nn.Sequential(nn.Tanh()), nn.Sequential(nn.ReLU()), nn.MSELoss()
    listener = listen(lambda: loss(decoder(encoder(X)), X))
    assert listener.read() == ["Sequential.0", "Sequential 2.0", "MSELoss"]
    listener.paths.label({"encoder": encoder, "decoder": decoder, "loss": loss, "x": 1})
    assert listener.read() == ["encoder.0", "decoder.0", "loss"]


def test_a_loss_beside_a_model_leaves_the_models_paths_short():
    model, loss = nn.Sequential(nn.Linear(2, 2)), nn.MSELoss()
    listener = listen(lambda: loss(model(X), X))
    assert listener.read() == ["0", "MSELoss"]
    assert dict(listener.paths.parameters()).keys() == {"0.weight", "0.bias"}


def test_parameters_of_several_models_are_told_apart():
    one, two = nn.Linear(2, 2, bias=False), nn.Linear(2, 2, bias=False)
    listener = listen(lambda: two(one(X)))
    assert [name for name, _ in listener.paths.parameters()] == ["Linear.weight", "Linear 2.weight"]


def test_a_part_that_is_called_by_itself_keeps_the_path_it_has_in_its_model():
    model = nn.Sequential(Twice(nn.Tanh()))
    assert paths(lambda: (model(X), model[0](X))) == ["0.part", "0"]


def test_what_a_checkpoint_runs_once_more_keeps_its_path():
    model = Twice(Twice(nn.Linear(2, 2)))
    model.forward = lambda x: checkpoint(model.part, x, use_reentrant=False).sum()
    found = paths(lambda: model(X).backward())
    assert found == ["part.part", "part", "Twice", None]


class Failing(nn.Module):
    def forward(self, x):
        raise self.error


def test_an_error_inside_of_a_module_leaves_it():
    failing = Failing()
    failing.error = ValueError("stop")

    def run():
        with pytest.raises(ValueError, match="stop"):
            nn.Sequential(Twice(failing))(X)
        X.sin()

    assert paths(run) == [None]


def test_what_follows_an_interrupted_module_inside_of_another_has_the_others_path():
    failing = Failing()
    failing.error = KeyboardInterrupt()

    class Patient(nn.Module):
        def __init__(self):
            super().__init__()
            self.part = Twice(failing)

        def forward(self, x):
            with suppress(KeyboardInterrupt):
                self.part(x)
            return x

    listener = listen(lambda: nn.Sequential(Patient(), nn.Tanh())(X))
    assert listener.read() == ["1"]
    assert listener.tracker.place is None


def test_a_hook_that_stops_a_module_before_it_begins_does_not_end_its_caller():
    def refuse(module, given):
        if isinstance(module, nn.Tanh):
            raise ValueError("no")

    class Patient(nn.Module):
        def __init__(self):
            super().__init__()
            self.part = nn.Tanh()

        def forward(self, x):
            with pytest.raises(ValueError, match="no"):
                self.part(x)
            return x * 2

    handle = register_module_forward_pre_hook(refuse)
    try:
        assert paths(lambda: nn.Sequential(Patient())(X)) == ["0"]
    finally:
        handle.remove()


def test_a_module_that_runs_in_another_thread_is_not_taken_for_mine():
    entered, leave = threading.Event(), threading.Event()

    class Waiting(nn.Module):
        def forward(self, x):
            entered.set()
            leave.wait(10)
            return x

    def run():
        thread = threading.Thread(target=Waiting(), args=(X,))
        thread.start()
        entered.wait(10)
        X.sin()
        nn.Sequential(nn.Tanh())(X)
        leave.set()
        thread.join()

    assert paths(run) == [None, "0"]


def test_nothing_listens_afterwards():
    listener = listen(lambda: None)
    before = len(listener.places)
    nn.Tanh()(X)
    assert listener.tracker.place is None
    assert len(listener.places) == before
    assert not nn.modules.module._has_any_global_hook()


def test_where_asked_for_the_outermost_module_stands_before_every_path():
    paths = ModulePaths(labelled=True)
    part = nn.Linear(2, 2)
    net = nn.Sequential(part)
    root = paths.place(net, None)
    assert [root.path, paths.place(part, root).path] == ["Sequential", "Sequential.0"]
    paths.label({"net": net})
    assert [root.path, paths.place(part, root).path] == ["net", "net.0"]


def test_no_module_is_kept_when_a_recorder_is_released():
    recorder, module = Recorder(), torch.nn.Sequential(torch.nn.Linear(1, 1))
    with recorder, recorder.told.following():
        module(torch.ones(1))
    parameter = ref(module[0].weight)
    gc.disable()
    recorder.release()
    del module
    gone = parameter() is None
    gc.enable()
    assert gone
