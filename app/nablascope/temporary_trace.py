"""A trace file in a folder of its own, on its way from a script to the window."""

import shutil
import tempfile
from pathlib import Path

ENDING = ".nablatrace"
_FOLDER = "nablascope-show-"


def temporary_file(title: str) -> Path:
    """Where to write a trace; the window is called by the file, and so by `title`.

    Raises:
        OSError: if no folder can be made.
    """
    letters = (letter if letter.isalnum() or letter in " _-" else "_" for letter in title)
    folder = tempfile.mkdtemp(prefix=_FOLDER)
    return Path(folder, ("".join(letters)[:_LONGEST] or "trace") + ENDING)


_LONGEST = 40
"""Letters of a title; file systems bear no long names."""


def discard(path: str | Path) -> None:
    """Removes a file of `temporary_file` with its folder, and nothing else; it may be gone already."""
    folder = Path(path).parent
    if folder.name.startswith(_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
