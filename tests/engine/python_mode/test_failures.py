"""What ends a text that runs as Python is told in the text's own place, and the graph so far is shown."""

import pytest

from nablascope.core.language.span import Span
from nablascope.core.wire.messages import Evaluate
from nablascope.engine.serve import framed
from nablascope.engine.session import answer


def run(text):
    return answer(Evaluate(1, text, fill=True, python=True))


def said(text):
    return run(text).failure.message


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ("missing()", "NameError: name 'missing' is not defined"),
        ("{}['a']", "KeyError: 'a'"),
        ("raise ValueError('no such rate')", "ValueError: no such rate"),
        ("raise ValueError", "ValueError"),
        ("y.nothing", "AttributeError: 'Tensor' object has no attribute 'nothing'"),
        (
            "torch.tensor([1, 2], requires_grad=True)",
            "only floating point and complex tensors can require gradients",
        ),
        ("import sys; sys.exit(3)", "the program ended itself with sys.exit(3)"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit('bye')", "GeneratorExit: bye"),
        ("input('rate? ')", "nobody answers input() here"),
        ("def f(): f()\nf()", "this calls itself too often"),
    ],
)
def test_the_graph_so_far_stays_beside_what_was_raised(raised, words):
    reply = run(f"y = x**2\n{raised}\nz = y + 1")
    assert reply.failure.message == words
    assert reply.failure.span.line in (2, 3)
    assert reply.trace.output == "y"


def test_the_place_is_the_innermost_of_the_texts_own_lines():
    failure = run("def f(a):\n    return torch.ones(2) @ torch.ones(3)\ny = f(x)").failure
    assert failure.span == Span(2, 11, 2, 40)
    assert failure.message == "the shapes [2] and [3] do not fit together"


def test_what_a_function_had_made_when_it_stopped_is_the_graph_so_far():
    reply = run("def f(a):\n    b = a**2\n    c = b.exp()\n    raise ValueError('stop')\nf(x)")
    assert [node.op for node in reply.trace.nodes if node.kind == "op"] == ["PowBackward0", "ExpBackward0"]


def test_a_backward_of_the_texts_own_that_fails_is_marked_on_its_node():
    reply = run(
        "class Broken(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx, a):\n"
        "        return a * 2\n"
        "    @staticmethod\n"
        "    def backward(ctx, grad):\n"
        "        raise KeyError('lost')\n"
        "y = Broken.apply(x)\n"
        "y.backward()\n"
    )
    assert reply.failure.message == "KeyError: 'lost'"
    assert reply.failure.span.line == 7
    assert reply.trace.nodes[reply.trace.failed_node].op == "BrokenBackward"


def test_an_exit_without_a_fault_ends_the_text_and_is_none():
    reply = run("import sys\ny = x**2\nsys.exit()\nz = y * 2")
    assert reply.failure is None
    assert reply.trace.output == "y"


def test_printing_too_much_is_told_even_if_the_text_does_not_want_to_know():
    text = (
        "y = x\nfor i in range(2000):\n    try:\n        print('a' * 99)\n    except Exception:\n        pass"
    )
    reply = run(text)
    assert reply.failure.message == "this program prints too much"
    assert sum(map(len, reply.printed)) <= 64_000


@pytest.mark.parametrize(
    "text",
    [
        "class E(Exception):\n    def __str__(self): raise SystemExit\nraise E",
        "class E(Exception):\n    def __str__(self): return 7\nraise E",
        "class E(Exception):\n    def __str__(self): return '\\ud800' * 10**6\nraise E",
        "class M(type):\n    @property\n    def __name__(c): raise SystemExit\n"
        "class E(Exception, metaclass=M): pass\nraise E('x' * 10**7)",
        "class C:\n    @property\n    def __class__(self): raise SystemExit\nc = C()\nraise ValueError(c)",
        "class C:\n    def __repr__(self): raise SystemExit('hidden')\nprint(C())",
        "class C:\n    def __del__(self): raise ValueError('del')\nC()\nraise SystemExit(C())",
        "globals()['\\ud800'] = x * 2\nraise ValueError",
        "class T(torch.Tensor):\n    @classmethod\n    def __torch_function__(*a, **k): raise SystemExit(1)\n"
        "y = (x * 2).as_subclass(T)\nraise ValueError",
        "class S(str):\n    def strip(self): raise SystemExit\n    def __getitem__(s, i): raise SystemExit\n"
        "import sys\nsys.stdout.write(S('a'))\nraise ValueError(S('b'))",
        "import sys\nsys.settrace(lambda *a: None)\nraise ValueError",
    ],
    ids=range(11),
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_hostile_values_end_in_a_short_failure_that_can_be_sent(text):
    failure = run(text).failure
    assert failure is not None
    assert len(failure.message) <= 250
    assert framed(run(text))


def test_a_class_that_hides_its_name_is_called_by_it_all_the_same():
    text = "class M(type):\n    __name__ = property(lambda c: 1 / 0)\nclass E(Exception, metaclass=M): pass\n"
    assert said(text + "raise E(7)") == "E: 7"
