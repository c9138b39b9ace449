"""Hears every backward pass that a thread starts, by whatever function of torch."""

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from nablascope.engine.torch_private import autograd_engine, is_transforming, set_autograd_engine

Heard = Callable[[Sequence[Any], Callable[[], Any]], Any]
"""Is given what the pass starts from and what runs it; gives what that gave."""


class _Listeners(threading.local):
    """Those of one thread, the newest last.

    Attributes:
        passing: a pass is running: what it starts itself, as a checkpoint does, is no pass of the program.
    """

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.passing = False


class _Engine:
    """Torch's own engine, telling the listeners of the thread."""

    def __init__(self, engine: Any, listeners: _Listeners) -> None:
        self._engine = engine
        self._listeners = listeners

    def run_backward(self, roots: Sequence[Any], *args: Any, **kwargs: Any) -> Any:
        """Torch's own, through every listener."""
        run = partial(self._engine.run_backward, roots, *args, **kwargs)
        listeners = self._listeners
        if listeners.passing or not listeners.heard or is_transforming():
            return run()
        for heard in listeners.heard:
            run = partial(heard, roots, run)
        listeners.passing = True
        try:
            return run()
        finally:
            listeners.passing = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


class BackwardPasses:
    """Stands before torch's engine while anyone in the process listens, and not a moment longer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._listeners = _Listeners()
        self._engine: Any = None

    @contextmanager
    def listening(self, heard: Heard) -> Generator[None]:
        """Gives `heard` every pass that this thread starts while entered, save those inside of a pass."""
        self._count_in()
        self._listeners.heard.append(heard)
        try:
            yield
        finally:
            self._listeners.heard.remove(heard)
            self._count_out()

    @contextmanager
    def unheard(self) -> Generator[None]:
        """Passes started while entered are ours, not the program's."""
        before, self._listeners.passing = self._listeners.passing, True
        try:
            yield
        finally:
            self._listeners.passing = before

    def _count_in(self) -> None:
        with self._lock:
            self._count += 1
            if self._count == 1:
                self._engine = autograd_engine()
                set_autograd_engine(_Engine(self._engine, self._listeners))

    def _count_out(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count:
                set_autograd_engine(self._engine)


BACKWARD_PASSES = BackwardPasses()
"""The one for this process, as there is one engine."""
