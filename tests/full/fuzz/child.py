"""Runs programs of the grammar in a process of its own, watched; the parent counts and contains.

Usage: python -m tests.full.fuzz.child parser|engine COUNT SEED PRESENT, in an empty directory. PRESENT is
the file that names the program at work, so that the parent knows which one ended the process. Every
escape and every uncaught exception is a line of JSON.
"""

import json
import resource
import signal
import sys
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.engine.language.hostile_child import is_escape
from tests.full.fuzz.programs import PROGRAMS

from nablascope.core.language.so_far import parse_so_far

SECONDS = 30
EXTRA_MEMORY = 400 << 20
STEPS = 50_000
"""Fewer than in the app, where the clock is the parent's, so that an endless program ends sooner."""


class NotCaughtError(Exception):
    """An exception that only the engine's last resort has caught."""


def parse(text):
    """Reads `text` and no more."""
    parse_so_far(text)


def _engine():
    from nablascope.core.wire.codec import frame
    from nablascope.core.wire.messages import Evaluate
    from nablascope.engine.language import budget
    from nablascope.engine.session import OUR_FAULT, answer

    budget.MAX_STEPS = STEPS

    def run(text):
        reply = answer(Evaluate(1, text, fill=True))
        frame(reply)
        if reply.failure is not None and reply.failure.message == OUR_FAULT:
            raise NotCaughtError(reply.failure.details)

    for text in (
        "x = torch.ones(3)\ntorch.einsum('i,j,k->ijk', x, x, x)",
        "print(x**2)\ntorch.linalg.inv(x)",
    ):
        run(text)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + EXTRA_MEMORY, used + EXTRA_MEMORY))
    return run


class Work:
    """Programs run one after the other, each named in a file while it runs."""

    def __init__(self, run, present):
        self._run = run
        self._present = Path(present).open("r+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
        self._at_work = False
        self.done = 0

    def do(self, text):
        """Runs one program under the clock; what it raises is reported."""
        self._name(text)
        signal.alarm(SECONDS)
        self._at_work = True
        try:
            self._run(text)
        except Exception:  # noqa: BLE001
            self.report("exception", traceback.format_exc()[-2000:])
        self._at_work = False
        signal.alarm(0)
        self.done += 1

    def report(self, what, detail):
        """A line of what was seen while a program ran."""
        if self._at_work:
            self._present.seek(0)
            report = {"what": what, "detail": detail, "program": self._present.read()}
            print(json.dumps(report), flush=True)

    def hears(self, event, args):
        """The audit hook."""
        if is_escape(event, args):
            self.report("escape", f"{event} {args!r}"[:300])

    def _name(self, text):
        self._present.seek(0)
        self._present.truncate()
        self._present.write(text)
        self._present.flush()


def main(kind, count, chosen_seed, present):
    """Runs `count` programs; the last line says how many."""
    work = Work(_engine() if kind == "engine" else parse, present)

    @seed(chosen_seed)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(PROGRAMS)
    def each(text):
        work.do(text)

    sys.addaudithook(work.hears)
    each()
    print(json.dumps({"done": work.done}), flush=True)


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
