"""Runs texts of the expression language."""

import contextlib
import io

import pytest
import torch

from nablascope.core.language.parse import parse
from nablascope.engine.language.evaluate import evaluate


class Recorder:
    """A watcher that remembers what it heard."""

    def __init__(self):
        self.sites = []
        self.bindings = []

    def at(self, site):
        self.sites.append(site)

    def bind(self, name, value, span):
        self.bindings.append((name, value, span))


@pytest.fixture
def watcher():
    return Recorder()


@pytest.fixture
def run(watcher):
    """Runs a text on inputs given as numbers or nested lists, which become leaves."""

    def run_text(text, **inputs):
        leaves = {name: torch.tensor(value, requires_grad=True) for name, value in inputs.items()}
        return evaluate(parse(text), leaves, watcher)

    return run_text


@pytest.fixture
def value(run):
    """The value of the last result of a text that must run to its end."""

    def value_of(text, **inputs):
        outcome = run(text, **inputs)
        assert outcome.failure is None
        return outcome.results[-1].value

    return value_of


@pytest.fixture
def python():
    """What Python itself prints for a text, line by line."""

    def printed_by(text):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), torch.random.fork_rng([]):
            exec(text, {})
        return tuple(printed.getvalue().removesuffix("\n").split("\n"))

    return printed_by


@pytest.fixture
def failure(run):
    """The failure of a text that must fail."""

    def failure_of(text, **inputs):
        outcome = run(text, **inputs)
        assert outcome.failure is not None
        return outcome.failure

    return failure_of
