"""Runs hostile programs in a process of its own and reports each as a line of JSON.

Usage: python hostile_child.py CORPUS FIRST LAST, in an empty directory. A line says that a program
starts, and a second one how it ended, so the parent knows which one killed the process.
"""

import ast
import json
import re
import resource
import signal
import sys
import time
from pathlib import Path

import torch

import nablascope
from nablascope.core.language.failure import LanguageError
from nablascope.core.language.parse import parse
from nablascope.core.wire.codec import frame
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.engine.language import budget
from nablascope.engine.language.evaluate import evaluate
from nablascope.engine.session import answer

SECONDS = 30
EXTRA_MEMORY = 400 << 20
STEPS = 50_000
"""Fewer than in the app, where the clock is the parent's, so that an endless program ends sooner."""

FORBIDDEN_PREFIXES = (
    *("os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill", "os.chmod"),
    *("os.putenv", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.listdir"),
    *("os.scandir", "os.truncate", "os.chdir", "pty.spawn", "subprocess", "socket", "shutil", "urllib"),
    *("ctypes", "code.__new__", "builtins.input", "builtins.breakpoint", "cpython.run", "webbrowser", "glob"),
    *("tempfile", "mmap", "gc.get", "function.__new__", "pickle", "sys.addaudithook"),
)
READABLE = tuple(
    {
        sys.prefix,
        sys.base_prefix,
        str(Path(ast.__file__).parent),
        str(Path(torch.__file__).parents[1]),
        str(Path(nablascope.__file__).parent),
    }
)


class Silent:
    def at(self, site): ...

    def bind(self, name, value, span): ...


def payloads(corpus):
    """The programs, decoded as the corpus's header says, with their line numbers."""
    for number, line in enumerate(Path(corpus).read_text("utf-8").split("\n"), start=1):
        if line.startswith("@rep "):
            yield number, repeated(line.removeprefix("@rep "))
        elif line and not line.startswith(("# ", "#= ")):
            yield number, line.encode("latin-1").decode("unicode_escape")


def repeated(spec):
    parts = re.findall(r"('(?:[^'\\]|\\.)*') (\d+)", spec)
    return "".join(ast.literal_eval(text) * int(count) for text, count in parts)


def importing():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def is_escape(event, args):
    if event == "open":
        path, mode = str(args[0]), args[1] or "r"
        # The parser tries to read the line of a SyntaxError from the file it is told.
        if (path, mode) == ("<unknown>", "rb"):
            return False
        return any(sign in mode for sign in "wax+") or not path.startswith(READABLE)
    if event.startswith("object.__"):
        # Looking at a frame's code, as `importing` does, is such an event itself.
        return args[1] != "f_code" and not importing()
    if event == "exec":
        return not importing()
    return event.startswith(FORBIDDEN_PREFIXES) and not importing()


def outcome(program):
    """How the evaluator ends; the whole way to an answer's bytes is gone too."""
    try:
        checked = parse(program)
    except LanguageError:
        return "refused"
    inputs = {name: torch.tensor([0.5, 1.5, 2.5], requires_grad=True) for name, _ in checked.free}
    run = evaluate(checked, inputs, Silent())
    if run.failure and "too many steps" in run.failure.message:
        # To draw all that fits into a budget takes long; the parent's clock ends that.
        return "failed"
    frame(answer(Evaluate(1, program, tuple(Input(name, (0.5, 1.5, 2.5), (3,)) for name in inputs))))
    return "failed" if run.failure else "ran"


def main(corpus, first, last):
    chosen = [(number, text) for number, text in payloads(corpus) if first <= number <= last]
    outcome("x = torch.ones(3, requires_grad=True)\ntorch.linalg.norm(x).backward()\nprint(x.grad)")
    # Torch imports its shape rules at their first use; that is not the program's doing.
    outcome("torch.einsum('i,j,k->ijk', torch.ones(1000), torch.ones(1000), torch.ones(1000))")
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + EXTRA_MEMORY, used + EXTRA_MEMORY))
    budget.MAX_STEPS = STEPS
    escapes = []
    sys.addaudithook(lambda event, args: is_escape(event, args) and escapes.append(f"{event} {args!r}"[:200]))
    for number, text in chosen:
        escapes.clear()
        print(json.dumps({"number": number}), flush=True)
        signal.alarm(SECONDS)
        started = time.perf_counter()
        ended = outcome(text)
        signal.alarm(0)
        seconds = time.perf_counter() - started
        print(
            json.dumps({"number": number, "ended": ended, "seconds": seconds, "escapes": escapes}), flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
