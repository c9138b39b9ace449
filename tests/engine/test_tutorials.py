"""Programs of other people's tutorials, pasted whole: Python's own output, and torch's own graph.

They lie in ``data/tutorials``. Each begins with its source and what was changed of it; where no backward
pass tells which graph is drawn, also with the name of the last tensor that has one, or that none has.
"""

import io
import re
import warnings
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import pytest
import torch
from tests.full.oracle import isomorphism, shown_structure, structure_of

from nablascope.core.wire.messages import Evaluate
from nablascope.engine.language.transforms import OWN_WAY
from nablascope.engine.session import answer

PROGRAMS = sorted((Path(__file__).parents[1] / "data" / "tutorials").glob("*.py"))
SEED = 0
"""For programs that set none."""

NOTHING_TO_DRAW = {
    "nothing here depends on a tensor that requires a gradient",
    f"torch.func.grad {OWN_WAY}: its result cannot be drawn",
}

programs = pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)


def test_at_least_sixty_have_a_graph():
    texts = [path.read_text(encoding="utf-8") for path in PROGRAMS]
    assert sum("# Graph: none" not in text for text in texts) >= 60


@programs
def test_each_names_its_source(path):
    source, address, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# Source: \S.*", source)
    assert re.fullmatch(r"# https://\S+", address)


@programs
def test_a_tutorial_prints_what_python_prints_and_shows_torchs_graph(path):
    text = path.read_text(encoding="utf-8")
    printed, graph = in_python(text, path)
    reply = in_the_engine(text)
    assert (reply.failure and reply.failure.message) in (NOTHING_TO_DRAW if graph is None else {None})
    assert [anywhere(line) for line in reply.printed] == [anywhere(line) for line in printed]
    if graph is None:
        assert reply.trace is None
    else:
        shown = shown_structure(reply.trace)[0]
        assert isomorphism(graph, shown), f"torch has {graph}, shown is {shown}"


def in_the_engine(text):
    with untouched(), every_warning():
        torch.manual_seed(SEED)
        return answer(Evaluate(1, text))


def in_python(text, path):
    """The lines that plain Python prints, and the walk from what went backward last, or from the named."""
    namespace, printed, walks = {}, io.StringIO(), []
    with untouched(), every_warning(), redirect_stdout(printed), warnings_printed(), followed(walks):
        torch.manual_seed(SEED)
        exec(compile(text, path, "exec"), namespace)
    named = re.search(r"^# Graph: (\w+)$", text, re.MULTILINE)
    if named is None:
        return lines(printed.getvalue()), walks[-1]
    graph = None if named[1] == "none" else structure_of(namespace[named[1]])[0]
    return lines(printed.getvalue()), graph


def lines(text):
    return text.removesuffix("\n").split("\n") if text else []


def anywhere(line):
    """A line without the addresses of objects, which differ from run to run."""
    return re.sub(r" at 0x[0-9a-f]+>", " at 0x>", line)


@contextmanager
def untouched():
    """Puts back what a program may set for all of torch."""
    dtype = torch.get_default_dtype()
    with torch.random.fork_rng([]), torch.enable_grad():
        try:
            yield
        finally:
            torch.set_default_device(None)
            torch.set_default_dtype(dtype)


@contextmanager
def every_warning():
    """Lets torch warn as often as there is cause; of itself it does so once in a process."""
    before = torch.is_warn_always_enabled()
    torch.set_warn_always(True)
    try:
        yield
    finally:
        torch.set_warn_always(before)


@contextmanager
def warnings_printed():
    """Shows warnings where they come, on a line of their own, as the output beside the editor does."""

    def show(message, category, *_):
        first = str(message).partition("\n")[0].partition(" (Triggered internally at")[0]
        print(f"{category.__name__}: {first}")

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = show
        yield


@contextmanager
def followed(walks):
    """Walks the graph of every backward pass just before it runs."""

    def walking(function):
        def walked(*args, **kwargs):
            roots = args[0] if args else kwargs["outputs"]
            walks.append(structure_of(roots if isinstance(roots, torch.Tensor) else roots[0])[0])
            return function(*args, **kwargs)

        return walked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.autograd, "backward", walking(torch.autograd.backward))
        patch.setattr(torch.autograd, "grad", walking(torch.autograd.grad))
        yield
