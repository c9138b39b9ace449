"""Loops, functions and containers end within the budget, and nothing can reach out of the language."""

import gc
import sys
import weakref

import pytest
import torch

from nablascope.core.language.failure import LanguageError
from nablascope.core.language.parse import parse
from nablascope.engine.language import budget
from nablascope.engine.language.budget import MAX_CALLS
from nablascope.engine.language.evaluate import evaluate

ITEMS = "this has more than 100,000 items"
NESTED = "lists are nested too deeply here"


class Silent:
    """A watcher that keeps nothing."""

    def at(self, site): ...

    def bind(self, name, value, span): ...


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("l = [0] * 99990\nwhile True: l.append(0)", ITEMS),
        ("l = [0]\nwhile True: l.extend(l)", ITEMS),
        ("l = [0]\nwhile True: l += l", ITEMS),
        ("l = [0] * 99990\nfor v in l[:50]: l.append(v)", ITEMS),
        ("l = [0]\nwhile True: l[0:0] = l", ITEMS),
        ("l = []\nl += range(10**9)", ITEMS),
        ("l = []\nl.extend(range(10**9))", ITEMS),
        ("d = dict(zip(range(49999), range(49999)))\nd.update(zip(range(99999, 0, -1), 'a' * 99999))", ITEMS),
        ("d = {i: 0 for i in range(10**6)}", ITEMS),
        ("{i for i in range(10**6)}", ITEMS),
        ("[i for i in range(10**6)]", ITEMS),
        ("s = 'ab'\nwhile True: s += s", ITEMS),
        ("'a'.join(['a' * 1000] * 1000)", ITEMS),
        ("('a' * 10**5).replace('a', 'b' * 10**5)", ITEMS),
        ("'a'.ljust(10**9)", ITEMS),
        ("'1'.zfill(10**9)", ITEMS),
        ("list(map(abs, range(10**9)))", ITEMS),
        ("print(*range(10**6))", ITEMS),
        ("a, *b = range(10**9)", ITEMS),
        ("l = []\nl.append(l)\nprint(l)", NESTED),
        ("l = []\nl.append(l)\nl == l", ITEMS),
        ("l = []\nl.append(l)\nf'{l}'", NESTED),
        ("l = []\nl.append(l)\nstr(l)", NESTED),
        ("l = []\nl.append(l)\ntorch.tensor(l)", NESTED),
        ("l = []\nl.append(l)\nx[l]", NESTED),
        ("l = []\nl.append(l)\nsorted([l, l])", NESTED),
        ("l = []\nl.append(l)\nmax(l, l)", NESTED),
        ("l = []\nl.append(l)\n1 in l", ITEMS),
        ("d = {}\nd[0] = d\nrepr(d)", NESTED),
        ("l = [0]\nl[0] = l\nl.index(3)", NESTED),
        ("l = []\nfor i in range(10**4):\n    m = []\n    m.append(l)\n    l = m\nprint(l)", NESTED),
        (
            "a = [[] for i in range(40)]\nfor i in range(39):\n"
            "    a[i].append(a[i + 1])\n    a[i].append(a[i + 1])\nprint(a[0])",
            ITEMS,
        ),
        ("def f(): return f()\nf()", f"functions call each other more than {MAX_CALLS} deep here"),
        ("f = lambda g: g(g)\nf(f)", f"functions call each other more than {MAX_CALLS} deep here"),
    ],
)
def test_nothing_grows_or_runs_without_end(failure, text, message):
    assert failure(text, **({"x": [1.0, 2.0]} if "x[" in text else {})).message == message


@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        "for i in range(10**12): pass",
        "while 1:\n    for i in []: pass\n    else: continue",
        "def f():\n    while True: pass\nf()",
        "[0 for i in range(10**9) if i < 0]",
        "x = 1\nwhile x: x += 1",
        "l = [1]\nfor v in l:\n    l.append(1)\n    l.pop(0)\n    l[:0] = [2]",
    ],
)
def test_an_endless_loop_ends_within_the_budget(monkeypatch, failure, text):
    monkeypatch.setattr(budget, "MAX_STEPS", 20_000)
    assert failure(text).message == "this program takes too many steps"


@pytest.mark.parametrize(
    "text",
    [
        "s = 'a' * 99999\nfor i in range(100): s.find('b')",
        "s = 'a' * 99999\nsorted(range(5), key=lambda i: s)",
        "l = [1.0, 2.0] * 50\nl.sort(key=lambda v: torch.tensor(v))",
        "m = nn.Sequential(*[nn.ReLU() for i in range(100)])\nfor i in range(200): m.train()",
        "m = nn.Sequential(*[nn.ReLU() for i in range(100)])\nfor i in range(10): m(torch.ones(1))",
        "sum(torch.ones(2000))",
    ],
)
def test_what_takes_long_in_one_call_counts_for_many_steps(monkeypatch, failure, text):
    monkeypatch.setattr(budget, "MAX_STEPS", 20_000)
    assert failure(text).message == "this program takes too many steps"


def test_calls_may_be_as_deep_as_allowed_with_expressions_as_deep_as_allowed(run):
    deep = "-" * 100
    text = f"def f(n):\n    return 0 if n == 0 else {deep}f(n - 1)\nf({MAX_CALLS - 1})"
    assert run(text).failure is None


def test_a_long_loop_keeps_one_result_of_each_place(run):
    outcome = run("n = 0\nfor i in range(5000):\n    n = n + i\n    n * 2\n    n += 1")
    assert outcome.failure is None
    assert [result.label for result in outcome.results] == ["n", "n", "n * 2", "n"]


def test_a_tensor_of_an_earlier_round_is_not_kept_alive():
    kept = []

    class Watcher(Silent):
        def bind(self, name, value, span):
            if name == "y":
                kept.append(weakref.ref(value))

    outcome = evaluate(parse("for i in range(9):\n    y = torch.ones(3) * i"), {}, Watcher())
    gc.collect()
    assert outcome.failure is None
    assert [ref() is not None for ref in kept] == [False] * 8 + [True]


def test_a_function_of_the_program_does_not_keep_its_tensors_alive_after_the_run():
    outcome = evaluate(parse("w = torch.ones(3)\ndef f(x): return x * w\ny = f(1)"), {}, Silent())
    tensor = weakref.ref(outcome.names["w"])
    del outcome
    assert tensor() is None


@pytest.mark.parametrize(
    "text",
    [
        "def f(): pass\nf.gi_frame",
        "def f(): pass\nf.node",
        "def f(): pass\nf.scope",
        "def f(): pass\nf.name",
        "(lambda: 1).call",
        "def f(): pass\nf + 1",
        "def f(): pass\ntorch.tensor([f])",
        "def f(): pass\ntorch.sin(f)",
        "def f(): pass\ntorch.stack({'a': f})",
        "def f(): pass\nf.x = 1",
        "def f(): pass\nf[0]",
        "def f(): pass\nf[0] = 1",
        "torch.no_grad().context",
        "torch.no_grad(lambda: 1)",
        "torch.set_grad_enabled(print)",
        "with torch: pass",
        "with print: pass",
        "with (lambda: 1): pass",
        "'{0.x}'.format(1)",
        "'a'.format_map({})",
        "'a'.encode()",
        "'a'.translate({})",
        "'%s' % 1",
        "f'{1:{\"c\"}}'",
        "f'{1:{10**6}}'",
        'f\'{1:{"x>" + "9" * 9}}\'',
        "torch.sin(x, **{'out': x})",
        "torch.zeros(2, **{'device': 'meta'})",
        "dict(**{1: 2})",
        "print(**{'_' + '_class_' + '_': 1})",
        "print(1, file=1)",
        "max([1], key=lambda v: v.real)",
        "sorted([1, 2], key=lambda v: v._x)",
        "list(map(lambda t: t._base, [x]))",
        "isinstance(x, torch)",
        "isinstance(1, 1)",
        "map(1, [1])",
        "torch.func.grad(1)",
        "torch.func.grad(lambda v: v, 10**12)(x)",
        "torch.func.grad(lambda v: torch.os)(x)",
        "torch.autograd.functional.jacobian(x, x)",
        "torch.autograd.functional.jacobian([lambda v: v], x)",
        "torch.func.hessian(lambda v: v.sum())(torch.ones(10**4))",
        "torch.func.jacrev(lambda v: v)(torch.ones(10**4))",
        "torch.autograd.functional.jacobian(lambda v: v, torch.ones(10**4))",
        "d = {}\nd[0:1] = 2",
        "d = {}\nd[0:1, 2] = 2",
        "{[]: 1}",
        "{{}}",
        "t = (1, 2)\nt[0] = 1",
        "s = 'abc'\ns[0] = 'x'",
        "for k in (d := {1: 2}): d[k + 1] = 0",
        "l = [3, 1]\nl.sort(key=lambda v: l.append(v))",
        "x[0] = 'a'",
        "x[10**9] = 1.0",
        "torch.zeros(3)[torch.zeros(5000, 5000, dtype=torch.int64)] = 1",
        "y = 1\ndel y\ny = y + 1",
        "def f():\n    v = v + 1\nf()",
        "def f():\n    print(sin)\n    sin = 1\nf()",
        "def f():\n    nonlocal q\n    q = 1\nf()",
        "assert 1 > 2, 'no'",
        "def f(a): pass\nf()",
        "def f(a): pass\nf(1, 2)",
        "def f(a): pass\nf(1, a=2)",
        "def f(a): pass\nf(b=2)",
        "def f(a, /): pass\nf(a=2)",
        "f = lambda: 1\nf(**{'a': 1}, **{'a': 2})",
        "a, b = 1",
        "a, *b = 1",
        "a, b = [1]",
        "a, b, *c = [1]",
        "for i in 3: pass",
        "for i in torch.tensor(1.): pass",
        "{**[1]}",
        "print(*3)",
        "from os import path",
        "def f():\n    import os\nf()",
    ],
)
def test_what_could_harm_or_is_wrong_is_refused(run, text):
    try:
        failure = run(text, **({"x": [1.0, 2.0]} if "x" in text else {})).failure
    except LanguageError as error:
        failure = error.failure
    assert failure is not None
    assert failure.span is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("assert 1 > 2, f'{3} is wrong'", "this is not true: 3 is wrong"),
        ("def f(a, b): pass\nf(1)", "f needs a value for b"),
        ("def f(a): pass\nf(1, 2)", "f takes 1 values, not 2"),
        ("def f(a): pass\nf(1, a=2)", "f is given two values for a"),
        ("def f(a): pass\nf(b=2)", "f has no parameter b"),
        ("def f():\n    return q_\n    q_ = 1\nf()", "q_ has no value here"),
        ("t = (1, 2)\nt[0] = 1", "the elements of a tuple cannot be changed"),
        ("for i in 3: pass", "this is one value: there is nothing to go through"),
        ("with print: pass", "with cannot enter this"),
    ],
)
def test_what_is_wrong_is_said_plainly(failure, text, message):
    assert failure(text).message == message


def test_a_function_has_its_parameters_said(failure):
    assert failure("def f(a, b): pass\nf()").hint == "its parameters are (a, b)"


def test_a_failure_inside_of_a_function_is_shown_where_it_is(failure):
    span = failure("def f(t):\n    return t / 0\nf(1)").span
    assert (span.line, span.column, span.end_column) == (2, 11, 16)


def test_the_watcher_hears_parameters_and_loop_variables(run, watcher):
    run("def f(t):\n    u = t\n    return u\nfor i in [1]:\n    f(i)\n[j for j in [2]]\n(k := 3)")
    assert [(name, value) for name, value, _ in watcher.bindings if name != "f"] == [
        ("i", 1),
        ("t", 1),
        ("u", 1),
        ("j", 2),
        ("k", 3),
    ]


def test_an_element_that_changes_a_tensor_binds_its_name_again(run, watcher):
    run("y = x * 2\ny[0] = 0.0", x=[1.0, 2.0])
    assert [name for name, _, _ in watcher.bindings] == ["y", "y"]


def test_the_recursion_limit_and_anomaly_mode_are_as_before(run):
    before = sys.getrecursionlimit()
    run("torch.autograd.set_detect_anomaly(True)\ntorch.set_grad_enabled(False)")
    assert sys.getrecursionlimit() == before
    assert not torch.is_anomaly_enabled()
    assert torch.is_grad_enabled()


def test_a_list_of_long_tensors_is_as_long_as_their_number(value):
    grown = "l = []\nfor i in range(3):\n    l.append(torch.ones(200000))\n"
    assert value(f"{grown}l.insert(0, torch.ones(200000))\nlen(l)") == 4
