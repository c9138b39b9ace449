"""What a text finds around it while Python runs it: a module of its own, and streams into the output."""

import io
import linecache
import os
import sys
import tempfile
import warnings
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from nablascope.core.language.python_program import PROGRAM
from nablascope.engine.language.isolation import warnings_to
from nablascope.engine.language.printing import Printer

COMPILERS_FOLDER = "TORCHINDUCTOR_CACHE_DIR"


class PrintedStream(io.TextIOBase):
    """A text stream into a `Printer`."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def writable(self) -> bool:
        """See `io.IOBase.writable`."""
        return True

    def write(self, text: str) -> int:
        """Prints `text`; a class of the program's own that is a text too is taken by its letters.

        Raises:
            TypeError: if it is no text.
            LanguageError: when too much was printed.
        """
        plain = str.__str__(text)
        self._printer.write(plain.encode("utf-8", "replace").decode())
        return len(plain)


@contextmanager
def surroundings(text: str, printer: Printer) -> Generator[dict[str, Any]]:
    """Gives the namespace that `text` is to run in; everything is as before afterwards, if it lets it be."""
    module = ModuleType("__main__")
    lines = text.splitlines(keepends=True)
    stream = PrintedStream(printer)
    _name_folders()
    with ExitStack() as changes:
        changes.enter_context(warnings_to(printer.warn))
        _filter_as_python()
        changes.callback(sys.settrace, sys.gettrace())
        changes.callback(sys.setprofile, sys.getprofile())
        changes.enter_context(_entry(sys.modules, "__main__", module))
        changes.enter_context(_entry(linecache.cache, PROGRAM, (len(text), None, lines, PROGRAM)))
        for name, value in _interpreter(stream).items():
            changes.enter_context(_entry(sys.__dict__, name, value))
        yield module.__dict__


def _name_folders() -> None:
    """Names a folder to who asks for one to write in, where the sandbox leaves none.

    Torch's compiler, which its optimizers import, asks; it writes only where a program compiles.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        tempfile.tempdir = str(Path.cwd())
        os.environ.setdefault(COMPILERS_FOLDER, tempfile.tempdir)


def _interpreter(stream: PrintedStream) -> dict[str, object]:
    """Whom the text talks to; nobody answers, since the engine's own input is its client's."""
    return {"stdin": io.StringIO(), "stdout": stream, "stderr": stream, "argv": [PROGRAM]}


@contextmanager
def _entry(table: dict[str, Any], key: str, value: object) -> Generator[None]:
    """`table` with one other entry; what else the text adds, such as modules it imports, stays."""
    before = table.get(key)
    table[key] = value
    try:
        yield
    finally:
        table.pop(key, None)
        if before is not None:
            table[key] = before


def _filter_as_python() -> None:
    """Warnings as Python shows them: one a place, and those for developers only of the text itself."""
    warnings.simplefilter("default")
    for category in (
        DeprecationWarning,
        PendingDeprecationWarning,
        ImportWarning,
        ResourceWarning,
    ):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
