"""Files written whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile


class ExportError(OSError):
    """A picture could not be made or written; its text says why."""


def save(path: Path | str, data: bytes) -> None:
    """Writes `data` to `path`; a failure leaves what was there before.

    Raises:
        ExportError: if it cannot be written.
    """
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(data) == len(data) and file.commit()):
        raise ExportError(f"cannot write {path}: {file.errorString()}")
