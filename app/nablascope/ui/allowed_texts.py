"""Which texts may run as Python, kept from one start of the app to the next, apart from any document."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from nablascope.render.files import save
from nablascope.ui.session import Session

MOST = 1000
"""Texts; the newest are kept."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE = 65
"""Characters of a digest and the end of its line."""


def allowed_file() -> Path:
    """The file of this person on this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(folder, "Nablascope", "python-allowed.txt")


def load(path: Path) -> tuple[str, ...]:
    """The digests in `path`, the oldest first; lines that are none are passed over."""
    try:
        with path.open("rb") as file:
            data = file.read(2 * MOST * _LINE)
    except OSError:
        return ()
    lines = data.decode("ascii", "replace").splitlines()
    return tuple(dict.fromkeys(line for line in lines if _DIGEST.fullmatch(line)))[-MOST:]


def remember_allowed(session: Session, path: Path, tell: Callable[[str, str], None]) -> None:
    """Keeps in `path` what a person allows and takes back; `tell` says where that cannot be."""

    def write(digests: tuple[str, ...]) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, "".join(f"{digest}\n" for digest in digests[-MOST:]).encode())
        except OSError as error:
            tell("What may run as Python could not be kept", str(error))

    def add(digest: str) -> None:
        # Read anew, since another window may have written it.
        write((*(known for known in load(path) if known != digest), digest))

    session.allowed.connect(add)
    session.forgotten.connect(lambda: write(()))
