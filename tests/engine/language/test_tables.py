import math
from types import ModuleType

import pytest
import torch
import torch.nn.functional as F

from nablascope.core.language.names import BUILTINS, CONSTANTS, FUNCTIONS, MODULES, SHORT_MODULES
from nablascope.engine.language import tables
from nablascope.engine.language.dictionary import dictionary
from nablascope.engine.language.handles import Function, Module
from nablascope.engine.language.mathematics import bare_functions
from nablascope.engine.language.printing import Printer

HOMES = [
    (tables.TORCH | tables.DTYPES, torch),
    (tables.LINALG, torch.linalg),
    (tables.SPECIAL, torch.special),
    (tables.FUNCTIONAL, F),
    (tables.FFT, torch.fft),
    (tables.INIT, torch.nn.init),
    (tables.NN_UTILS, torch.nn.utils),
    (tables.OPTIMIZERS, torch.optim),
    (tables.CUDA, torch.cuda),
    (tables.MATH | tables.MATH_CONSTANTS, math),
    (tables.METHODS | tables.PLAIN_ATTRIBUTES | tables.VIEW_ATTRIBUTES, torch.Tensor),
]


@pytest.fixture
def names():
    return dictionary(Printer())


@pytest.mark.parametrize(("table", "home"), HOMES)
def test_every_entry_exists_where_it_is_looked_up(table, home):
    assert {name for name in table if not hasattr(home, name)} == set()


@pytest.mark.parametrize(("table", "home"), HOMES)
def test_no_entry_is_private_or_a_way_out(table, home):
    ways_out = {
        "os",
        "sys",
        "load",
        "save",
        "hub",
        "ops",
        "jit",
        "compile",
        "numpy",
        "storage",
        "data_ptr",
        "set_",
    }
    private = {name for name in table if name.startswith("_")} - {"_version"}
    assert private | (table & ways_out) == set()


def test_no_method_takes_a_callable_or_changes_a_tensors_memory():
    unsafe = {
        "apply_",
        "map_",
        "register_hook",
        "resize_",
        "as_strided",
        "untyped_storage",
        "new",
        "put_",
    }
    assert tables.METHODS & unsafe == set()


def test_the_parser_and_the_dictionary_know_the_same_names(names):
    assert set(names) == FUNCTIONS | BUILTINS | CONSTANTS | MODULES | SHORT_MODULES


def test_the_dictionary_holds_handles_and_plain_values_only(names):
    pending = list(names.values())
    for value in pending:
        if isinstance(value, Module):
            pending.extend(value.members.values())
        assert isinstance(value, Function | Module | float | torch.dtype)


CALLABLE = [
    *[(tables.TORCH, torch), (tables.LINALG, torch.linalg), (tables.SPECIAL, torch.special)],
    *[(tables.FUNCTIONAL, F), (tables.FFT, torch.fft), (tables.INIT, torch.nn.init)],
    *[(tables.NN_UTILS, torch.nn.utils), (tables.OPTIMIZERS, torch.optim), (tables.CUDA, torch.cuda)],
    *[(tables.METHODS, torch.Tensor)],
]


@pytest.mark.parametrize(("table", "home"), CALLABLE)
def test_every_entry_that_is_called_can_be(table, home):
    assert {name for name in table if not callable(getattr(home, name))} == set()


@pytest.mark.parametrize(("table", "home"), CALLABLE)
def test_no_entry_is_a_class_or_a_module_by_accident(table, home):
    kinds = {name for name in table if isinstance(getattr(home, name), type | ModuleType)}
    assert kinds <= tables.OPTIMIZERS


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_bare_function_is_callable(name):
    assert callable(bare_functions()[name].call)


ON_NUMBERS = {
    "sin(1) + cos(0) + exp(0) + ln(1) + log10(100) + sqrt(4) + arctan(0)": math.sin(1) + 1 + 1 + 2 + 2,
    "sigmoid(0) + relu(-2) + sign(-3) + square(3) + abs(-1)": 0.5 + 0 - 1 + 9 + 1,
    "max(1, 2) + min(1, 2) + max([4, 3]) + sum([1, 2]) + round(2.4) + pow(2, 3)": 2 + 1 + 4 + 3 + 2 + 8,
    "maximum(1, 2) + clamp(5, 0, 1) + hypot(3, 4) + atan2(0, 1)": 2 + 1 + 5 + 0,
    "2 * pi - 2 * π": 0,
}


@pytest.mark.parametrize(("text", "expected"), ON_NUMBERS.items())
def test_bare_mathematics_works_on_numbers(value, text, expected):
    assert value(text) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(x) + mean(x) + max(x) + min(x)", 6 + 2 + 3 + 1),
        ("norm(x)**2 + dot(x, x)", 28),
        ("sum(maximum(x, 2)) + sum(minimum(2, x))", 7 + 5),
        ("sum(softmax(x, dim=0)) + ln(exp(x[0]))", 2),
        ("round(x[0] / 3, 2) + sum(x, dim=0)", 6.33),
    ],
)
def test_bare_mathematics_works_on_tensors(value, text, expected):
    result = value(text, x=[1.0, 2.0, 3.0])
    assert result.item() == pytest.approx(expected, abs=1e-5)
    assert result.requires_grad


def test_a_sum_goes_through_the_rows_as_in_python(value):
    assert value("sum(x).tolist()", x=[[1.0, 2.0], [3.0, 4.0]]) == [4.0, 6.0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max(x)", "max compares the rows of this tensor, and a row has no order"),
        ("sum(x[0, 0])", "sum goes through the elements of a tensor, and this is a single number"),
    ],
)
def test_what_python_cannot_fold_is_told_in_words(run, text, message):
    assert run(text, x=[[1.0, 2.0], [3.0, 4.0]]).failure.message == message
