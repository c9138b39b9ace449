"""Puts a function of ours in the place of one of torch's; see the package."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import wraps
from typing import Any


class Replacement:
    """A function of ours in the place of one of torch's, for as long as anyone wants it.

    Args:
        owner: the module or the class whose attribute it is.
        name: of the attribute.
        make: makes ours out of torch's function.
    """

    def __init__(self, owner: Any, name: str, make: Callable[[Any], Any]) -> None:
        self._owner = owner
        self._name = name
        self._make = make
        self._lock = threading.Lock()
        self._wanted = 0
        self._own = False
        self._torchs: Any = None
        self._put: Any = None

    @contextmanager
    def put(self) -> Generator[None]:
        """Stands there meanwhile, in every thread."""
        self._install()
        try:
            yield
        finally:
            self._uninstall()

    def _install(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._wanted > 1:
                return
            self._own = self._name in vars(self._owner)
            self._torchs = getattr(self._owner, self._name)
            self._put = self._make(self._torchs)
            setattr(self._owner, self._name, self._put)

    def _uninstall(self) -> None:
        """Whoever put a function of his own over ours meanwhile keeps it; ours then only calls torch's."""
        with self._lock:
            self._wanted -= 1
            if self._wanted or vars(self._owner).get(self._name) is not self._put:
                return
            if self._own:
                setattr(self._owner, self._name, self._torchs)
            else:
                delattr(self._owner, self._name)


def before(ours: Callable[..., Any]) -> Callable[[Any], Any]:
    """Makes a function that calls `ours` with torch's function, and then with its arguments."""

    def make(torchs: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(torchs)
        def put(*args: Any, **kwargs: Any) -> Any:
            return ours(torchs, *args, **kwargs)

        return put

    return make
