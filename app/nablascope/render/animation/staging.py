"""A file or folder that appears whole or not at all."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from nablascope.render.files import ExportError


@contextmanager
def staged(target: Path) -> Generator[Path]:
    """A path beside `target` to write to; it takes `target`'s place at the end, or goes without a trace.

    Raises:
        ExportError: if there is something in the way, or no room.
    """
    try:
        with TemporaryDirectory(prefix=".nablascope-", dir=target.parent) as beside:
            path = Path(beside) / target.name
            yield path
            _move(path, target)
    except OSError as error:
        if isinstance(error, ExportError):
            raise
        raise ExportError(f"cannot write {target}: {error.strerror or error}") from error


def _move(path: Path, target: Path) -> None:
    # Windows does not replace a folder, not even an empty one.
    if path.is_dir() and target.is_dir():
        target.rmdir()
    path.replace(target)
