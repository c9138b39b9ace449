"""What a thread keeps to while it makes a great many objects beside the window.

Python's garbage collector holds the interpreter, and so the window: looking through what a graph of 30,000
nodes is made of takes it 0.1 to 0.3 s, again and again. And the window, which needs the interpreter several
times for each event, would wait 5 ms each time. A collection in this thread could also delete Qt's objects,
which only the window's own thread may do.
"""

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from threading import Lock

_TURN = 0.001
"""Seconds that the thread keeps the interpreter when the window wants it."""

_lock = Lock()
_inside: set[int] = set()
_numbers = count()
_usual_turn = sys.getswitchinterval()


@contextmanager
def beside_the_window() -> Generator[None]:
    """Pauses the collector and takes short turns; in any thread, also in several.

    What there is afterwards is not looked through again: it still goes when nothing refers to it, and only
    what then refers to itself in a circle stays.
    """
    mine = next(_numbers)
    with _lock:
        _inside.add(mine)
        gc.disable()
        sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        with _lock:
            _inside.remove(mine)
            if not _inside:
                gc.freeze()
                gc.enable()
                sys.setswitchinterval(_usual_turn)
