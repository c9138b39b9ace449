"""Types every hostile program into a real window and prints the longest time it stood still for each.

Usage: python -m tests.full.hostile_window [CORPUS...], with a display or offscreen, in an empty directory.
The exit status is 1 where the window stood still for more than 100 ms, or could not be used afterwards.
"""

import sys
from pathlib import Path
from time import monotonic, perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from tests.engine.language.hostile_child import payloads

from nablascope.document.document import Document
from nablascope.document.history import History
from nablascope.render.fonts import load_fonts
from nablascope.ui import application
from nablascope.ui.appearance import Appearance
from nablascope.workspace.limits import Limits
from nablascope.workspace.state import Workspace

MOST_MS = 100
PATIENCE = 30.0
DATA = Path(__file__).parents[1] / "data"
CORPORA = ("hostile_expressions.txt", "own_hostile_expressions.txt")


class Window:
    """A window, its heart, and the person who types."""

    def __init__(self, app):
        program = Workspace(History(Document("x**2")), saved="x**2")
        self.window = application.open_window(app, program, Appearance("light"), Limits(1.0, 0.05))
        self.window.show()
        self.gap, self.last = 0.0, perf_counter()
        self.heart = QTimer(interval=1)
        self.heart.timeout.connect(self.beats)
        self.heart.start()
        self.skipped = 0.0
        self.window.session._clock = lambda: monotonic() + self.skipped

    def beats(self):
        now = perf_counter()
        self.gap, self.last = max(self.gap, now - self.last), now

    def settles(self):
        """Whether the program was answered, or its engine's end was."""
        workspace = self.window.session.workspace
        done = workspace.latest is not None and workspace.latest.document == workspace.document
        blank = not workspace.document.text.strip()
        idle = workspace.job is None and not workspace.typing
        return idle and workspace.engine.phase == "ready" and (done or blank or bool(workspace.killers))

    def types(self, text):
        self.gap = 0.0
        self.window.editor.selectAll()
        QApplication.clipboard().setText(text)
        self.window.editor.paste()
        ends, loop, look = monotonic() + PATIENCE, QEventLoop(), QTimer(interval=5)
        look.timeout.connect(lambda: (self.settles() or monotonic() > ends) and loop.quit())
        look.start()
        QTimer.singleShot(20, look.start)
        loop.exec()
        # So that the engine does not wait for a person after its third end.
        self.skipped += 400
        return self.gap * 1000, self.settles()


def main(corpora):
    app = QApplication(sys.argv[:1])
    load_fonts()
    window = Window(app)
    window.types("x**2")
    seen = []
    for corpus in corpora:
        for number, text in payloads(DATA / corpus):
            gap, usable = window.types(text)
            seen.append((gap, usable, corpus, number))
    gap, usable = window.types("y = 3*x")
    bad = [entry for entry in seen if entry[0] > MOST_MS or not entry[1]]
    for entry in sorted(bad, reverse=True):
        print(f"{entry[2]} line {entry[3]}: {entry[0]:.0f} ms, {'usable' if entry[1] else 'dead'}")
    longest = max(entry[0] for entry in seen)
    print(f"{len(seen)} programs; longest gap {longest:.0f} ms; {len(bad)} over {MOST_MS} ms or dead")
    print(f"files left behind: {[path.name for path in Path.cwd().iterdir()]}; usable in the end: {usable}")
    window.window.session.close()
    return 1 if bad or not usable else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or CORPORA))
