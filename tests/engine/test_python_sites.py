"""Which line of my Python code made a node, and which of my variables holds its result."""

# ruff: noqa: RET504 - the names are what is tested
import gc
import linecache
import weakref
from pathlib import Path

import pytest
import torch

from nablascope.engine.modules import ModulePaths, ModuleTracker
from nablascope.engine.operation import code_of
from nablascope.engine.python_sites import PythonSites
from nablascope.engine.torch_private import DispatchMode


class Listener(DispatchMode):
    """Asks for a site before every operation, and says afterwards which node it made, as a recorder does."""

    def __init__(self):
        super().__init__()
        self.modules = ModuleTracker(ModulePaths())
        self.sites, self.found, self.pending = PythonSites(self.modules), [], None
        self.newest = None

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.settle()
        self.found.append((operation.overloadpacket.__name__, self.sites.locate(self.newest)))
        self.pending = operation(*args, **(kwargs or {}))
        return self.pending

    def settle(self):
        if isinstance(self.pending, torch.Tensor) and self.pending.grad_fn is not None:
            self.sites.made(code_of(self.pending))
            self.newest = self.pending
        self.pending = None


def listen(function, *inputs):
    """The listener after a run of `function`, and its result."""
    with Listener() as listener:
        results = [function(*inputs)]
    listener.settle()
    return listener, results[0]


def leaf(value):
    return torch.tensor(value, requires_grad=True)


def names(function, *inputs):
    """The names of all operations that have one, in the order in which they ran."""
    return list(listen(function, *inputs)[0].sites.names.values())


def lines(listener, function):
    """The lines at which operations stand, counted from the head of `function`."""
    head = function.__code__.co_firstlineno
    return [site.span.line - head for _, site in listener.found]


def test_every_operation_has_its_file_its_line_and_its_columns():
    def function(x):
        y = torch.sin(x)
        return y + 1

    listener, _ = listen(function, leaf(1.0))
    site = listener.found[0][1]
    assert lines(listener, function) == [1, 2]
    text = linecache.getline(site.file, site.span.line)
    assert Path(site.file) == Path(__file__)
    assert text[site.span.column : site.span.end_column] == "torch.sin(x)"


def test_an_assignment_names_what_it_is_about_to_get():
    def function(x):
        y = torch.sin(x)
        z: torch.Tensor = y * y
        return z

    assert names(function, leaf(1.0)) == ["y", "z"]


def test_a_line_that_runs_many_operations_names_the_last():
    def function(x):
        y = torch.sin(torch.cos(x)) + torch.exp(x)
        return y

    listener, y = listen(function, leaf(1.0))
    assert listener.sites.names == {code_of(y): "y"}


def test_a_line_of_a_loop_names_its_result_every_time_whatever_has_its_variable_since():
    def function(x):
        for _ in range(3):
            y = torch.add(x, x)
            y = (torch.cos(y),)[0]
        return y

    assert names(function, leaf(1.0)) == ["y"] * 3


def test_one_call_that_runs_many_operations_names_the_last():
    def function(w, x):
        y = torch.matmul(w, x)
        return y

    listener, y = listen(function, torch.ones(2, 3, 4, requires_grad=True), torch.ones(4, 2))
    assert len(listener.found) > 1
    assert list(listener.sites.names.values()) == ["y"]
    assert y.shape == (2, 3, 2)


@pytest.mark.parametrize("rounds", [1, 2, 5])
def test_every_round_of_a_loop_names_its_result(rounds):
    def function(x):
        y = x
        for _ in range(rounds):
            y = y * 2
        return y

    assert names(function, leaf(1.0)) == ["y"] * rounds


def test_what_makes_no_node_takes_no_name_away():
    def quiet(x):
        with torch.no_grad():
            torch.exp(x)
        return torch.cos(x)

    def function(x):
        y = torch.sin(x)
        z = quiet(x)
        return y, z

    assert names(function, leaf(1.0)) == ["y", "z"]


def test_every_round_of_a_loop_names_the_last_of_many_operations():
    def twice(x):
        x = torch.sin(x)
        return torch.cos(x)

    def function(x):
        for _ in range(3):
            x = twice(x)
        return x

    assert names(function, leaf(1.0)) == ["x", "x"] * 3


def test_a_result_that_is_returned_has_the_name_it_gets_at_the_end():
    def inner(x):
        return torch.sin(x) * 2

    def middle(x):
        return inner(x)

    def function(x):
        y = middle(x)
        return y + 1

    assert names(function, leaf(1.0)) == ["y"]


def test_what_is_not_assigned_to_a_variable_has_no_name():
    class Holder:
        pass

    def function(x):
        holder, table = Holder(), {}
        holder.y = torch.sin(x)
        table["z"] = torch.cos(x)
        return holder.y + table["z"]

    assert names(function, leaf(1.0)) == []


def test_code_of_torch_itself_is_skipped_to_my_line():
    def function(x):
        y = torch.nn.functional.softmin(torch.nn.Tanh()(x), dim=0)
        return y

    listener, _ = listen(function, leaf([1.0, 2.0]))
    assert lines(listener, function) == [1] * len(listener.found)
    assert {site.file for _, site in listener.found} == {__file__}


def test_a_library_whose_name_begins_like_torch_is_not_torch(tmp_path):
    path = f"{Path(torch.__file__).parent}vision/ops.py"
    library = {"torch": torch}
    exec(compile("def swish(x):\n    return x * torch.sigmoid(x)\n", path, "exec"), library)
    listener, _ = listen(library["swish"], leaf(1.0))
    assert {site.file for _, site in listener.found} == {path}


@pytest.mark.parametrize("file", ["<ipython-input-3-0f1e2d>", "<stdin>"])
def test_cells_of_a_notebook_and_lines_of_the_prompt_keep_their_names(file):
    cell = {"torch": torch, "x": leaf(1.0)}
    with Listener() as listener:
        exec(compile("y = torch.sin(x)", file, "exec"), cell)
    listener.settle()
    (_, site) = listener.found[0]
    assert (site.file, site.span.line) == (file, 1)
    assert list(listener.sites.names.values()) == ["y"]


def test_two_pieces_of_code_of_one_name_are_told_apart():
    functions = [lambda x: torch.sin(x), lambda x: x.new_ones(()) * torch.sin(x)]
    with Listener() as listener:
        for function in [*functions, *functions]:
            function(leaf(1.0))
    columns = [site.span.column for name, site in listener.found if name == "sin"]
    assert columns[:2] == columns[2:]
    assert columns[0] != columns[1]


def test_no_variable_of_mine_is_kept_alive_afterwards():
    class Mine:
        pass

    def function(x):
        mine = Mine()
        seen.append(weakref.ref(mine))
        y = torch.sin(x)
        return y

    seen = []
    listener, _ = listen(function, leaf(1.0))
    listener.sites.release()
    gc.collect()
    assert seen[0]() is None


def test_an_operation_inside_of_a_module_knows_it():
    listener, x = Listener(), leaf(1.0)
    with listener, listener.modules.following():
        torch.nn.Sequential(torch.nn.Tanh())(x)
        torch.sin(x)
    found = dict(listener.found)
    inside, outside = found["tanh"], found["sin"]
    assert (inside.place.path, outside.place) == ("0", None)
    assert inside.file == outside.file == __file__


def test_the_same_line_is_looked_up_once_and_not_at_every_round():
    def function(x):
        for _ in range(3):
            x = torch.sin(x)
        return x

    listener, _ = listen(function, leaf(1.0))
    first, *others = [site for _, site in listener.found]
    assert all(site is first for site in others)
