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
from tests.full.fuzz.programs import PROGRAMS

from nablascope.core.language.so_far import parse_so_far

SECONDS = 30
EXTRA_MEMORY = 400 << 20
STEPS = 50_000
"""Fewer than in the app, where the clock is the parent's, so that an endless program ends sooner."""


def parse(text):
    """Reads `text` and no more."""
    parse_so_far(text)


def _engine():
    from nablascope.core.wire.codec import frame
    from nablascope.core.wire.messages import Evaluate
    from nablascope.engine.language import budget
    from nablascope.engine.session import answer

    budget.MAX_STEPS = STEPS

    def run(text):
        frame(answer(Evaluate(1, text, fill=True)))

    for text in (
        "x = torch.ones(3)\ntorch.einsum('i,j,k->ijk', x, x, x)",
        "print(x**2)\ntorch.linalg.inv(x)",
    ):
        run(text)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + EXTRA_MEMORY, used + EXTRA_MEMORY))
    return run


def _watch(report):
    from tests.engine.language.hostile_child import is_escape

    sys.addaudithook(
        lambda event, args: is_escape(event, args) and report("escape", f"{event} {args!r}"[:300])
    )


def main(kind, count, chosen_seed, present):
    """Runs `count` programs; the last line says how many."""
    run = _engine() if kind == "engine" else parse
    place = Path(present).open("r+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
    done = 0
    at_work = False

    def report(what, detail):
        if at_work:
            print(json.dumps({"what": what, "detail": detail, "program": program_of(place)}), flush=True)

    def program_of(file):
        file.seek(0)
        return file.read()

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
        nonlocal done, at_work
        place.seek(0)
        place.truncate()
        place.write(text)
        place.flush()
        signal.alarm(SECONDS)
        at_work = True
        try:
            run(text)
        except Exception:  # noqa: BLE001
            report("exception", traceback.format_exc()[-2000:])
        at_work = False
        signal.alarm(0)
        done += 1

    _watch(report)
    each()
    print(json.dumps({"done": done}), flush=True)


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
