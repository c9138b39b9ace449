"""Kills the engine under a real window again and again, and prints how soon the window could be used again.

Usage: python -m tests.full.kill_engines [--kills N] [--seed N], with a display or offscreen. Four ways take
turns: SIGKILL, SIGSEGV, a program over its memory, as the window bounds it, and one without an end. Each
happens at a random moment of a run, or while the engine rests. The exit status is 1 where a promise was not
kept: usable within half a second, the cause shown, nothing typed lost, nothing run again by itself.
"""

import argparse
import os
import random
import signal
import statistics
import sys
from dataclasses import dataclass, field
from time import monotonic, perf_counter

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from nablascope.core.wire.messages import Input
from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.render.fonts import load_fonts
from nablascope.ui import application
from nablascope.ui.appearance import Appearance
from nablascope.workspace import events
from nablascope.workspace.commands import Send
from nablascope.workspace.limits import Limits
from nablascope.workspace.state import Workspace
from nablascope.workspace.view import view

USABLE_MS = 500
PATIENCE = 20.0
CALM = "y = torch.sin(x / 2**1.5)"
ENDLESS = "for i in range(10**9):\n    y = x * 2"
GREEDY = "l = []\nwhile True:\n    l.append(torch.ones(9999999) * x)"
SHARE = 0.05
"""Of the machine's memory."""

WATCHED = 280 << 20
"""Bytes that the process may hold; at rest it holds some 220 MB."""

SECONDS = {"memory": 15.0}
DEADLINE = 0.7
REST_MS = 200
"""Before the next spare is started: the app waits longer, and so would each kill."""
WAYS = {
    "SIGKILL": (ENDLESS, "SIGKILL"),
    "SIGSEGV": (ENDLESS, "SIGSEGV"),
    "memory": (GREEDY, "memory"),
    "no end": (ENDLESS, "longer than"),
}


@dataclass
class Watch:
    """What was seen of the window."""

    sent: list[str] = field(default_factory=list)
    gap: float = 0.0
    last: float = field(default_factory=perf_counter)

    def beat(self):
        now = perf_counter()
        self.gap, self.last = max(self.gap, now - self.last), now


class Person:
    """Types, waits and looks."""

    def __init__(self, app):
        self.skipped = 0.0
        program = Workspace(History(Document(CALM, (Input("x", (100.0,)),))), saved=CALM)
        self.window = application.open_window(app, program, Appearance("light"))
        self.session = self.window.session
        self.session._clock = lambda: monotonic() + self.skipped
        self.client = self.session._engine
        self.watch = Watch()
        carry_out = self.session._carry_out

        def heard(command):
            if isinstance(command, Send):
                self.watch.sent.append(command.request.text)
            carry_out(command)

        self.session._carry_out = heard
        self.beats = QTimer(interval=2)
        self.beats.timeout.connect(self.watch.beat)
        self.beats.start()
        self.window.show()

    def waits(self, condition, what):
        loop, ends = QEventLoop(), monotonic() + PATIENCE
        look = QTimer(interval=1)
        look.timeout.connect(lambda: (condition() or monotonic() > ends) and loop.quit())
        look.start()
        loop.exec()
        if not condition():
            raise TimeoutError(f"{what}: the engine is {self.status}; {told(self)}")

    def waits_for(self, seconds):
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def types(self, text):
        self.window.editor.setPlainText(text)

    @property
    def status(self):
        return self.session.workspace.engine.phase

    @property
    def has_spare(self):
        return self.client.spare is not None and self.client.spare.ready is not None

    @property
    def rests(self):
        return self.status == "ready" and self.session.workspace.job is None

    def answered(self, text):
        latest = self.session.workspace.latest
        return self.rests and latest is not None and latest.document.text == text


def one_kill(person, way, chance):
    """Milliseconds until the window was usable, and the promises that were not kept."""
    program, cause = WAYS[way]
    text = f"{program}\n# {chance.random()}"
    person.session.dispatch(events.Type(CALM))
    person.types(CALM)
    person.waits(lambda: person.answered(CALM) and person.has_spare, "a calm engine with a spare")
    person.client.limits = Limits(SECONDS.get(way, DEADLINE), SHARE)
    at_rest = way.startswith("SIG") and chance.random() < 0.25
    if way == "memory":
        # As where the system bounds no memory: the window looks at the process, and ends it. The bound is
        # far below the system's, which would otherwise win the race now and then.
        person.client.active._watch._most = WATCHED
        person.client.active.ready = replace(person.client.active.ready, bounds_memory=False)
    if not at_rest:
        person.types(text)
        person.waits(lambda: text in person.watch.sent, "the program is sent")
    usable = _ended(person, way, text, chance)
    person.waits_for(0.3)
    return usable, list(_broken(person, way, cause, text, at_rest))


def _ended(person, way, text, chance):
    """Milliseconds from the engine's end until another one is ready."""
    victim, gone = person.client.active, []
    person.client.died.connect(lambda death: gone.append(perf_counter()))
    if way.startswith("SIG"):
        person.waits_for(chance.random() * 0.3)
        gone.append(perf_counter())
        os.kill(victim.pid, getattr(signal, way))
    person.waits(lambda: person.client.active is not victim and person.status == "ready", way)
    return (perf_counter() - gone[0]) * 1000


def _broken(person, way, cause, text, at_rest):
    shown = told(person)
    if cause not in shown and not at_rest:
        yield f"{way}: the cause is not shown, but {shown!r}"
    if not at_rest and person.window.editor.toPlainText() != text:
        yield f"{way}: what was typed is lost"
    if person.watch.sent.count(text) > 1 or (person.session.workspace.job is not None and not at_rest):
        yield f"{way}: it was run again"


def told(person):
    message = view(person.session.workspace).message
    return f"{message.text} {message.hint} {message.details}" if message else ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    load_fonts()
    chance = random.Random(options.seed)
    person = Person(app)
    person.client.limits = Limits(DEADLINE, SHARE)
    person.session.dispatch(events.Restart())
    person.client._rest.setInterval(REST_MS)
    seen, broken = {way: [] for way in WAYS}, []
    for number in range(options.kills):
        way = list(WAYS)[number % len(WAYS)]
        usable, faults = one_kill(person, way, chance)
        seen[way].append(usable)
        broken += [f"kill {number}: {fault}" for fault in faults]
        # The clock jumps, so that the engine does not wait for a person after its third death.
        person.skipped += 400
        print(f"kill {number + 1}: {way}, {usable:.0f} ms {faults or ''}", flush=True)
    for way, times in seen.items():
        slow = sum(time > USABLE_MS for time in times)
        middle, most = statistics.median(times), max(times)
        print(f"{way}: {len(times)} kills, median {middle:.0f} ms, most {most:.0f} ms, {slow} late")
        broken += [f"{way}: usable after {time:.0f} ms" for time in times if time > USABLE_MS]
    print(f"longest gap of the window {person.watch.gap * 1000:.0f} ms; seed {options.seed}")
    print("\n".join(broken) or "every promise kept")
    person.session.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
