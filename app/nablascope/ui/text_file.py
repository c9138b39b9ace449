"""A program's text in a file: read with all that saving it again needs."""

from pathlib import Path

from nablascope.core.language.bounds import MAX_BYTES
from nablascope.document.document import Document
from nablascope.workspace.events import Open

_TYPED = str.maketrans(
    {"\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"},
)
"""What an editor of Qt's gives back for characters it cannot hold."""


def read(path: str) -> Open:
    """The file as a document to open.

    Raises:
        ValueError: if it is too long or not UTF-8, with a sentence that says so.
        OSError: if it cannot be read.
    """
    content = _decoded(Path(path))
    newline = "\r\n" if 2 * content.count("\r\n") > content.count("\n") else "\n"
    text = content.replace("\r\n", "\n").replace("\r", "\n").translate(_TYPED)
    return Open(Document(text), path=str(Path(path).absolute()), newline=newline)


def encoded(text: str, newline: str) -> bytes:
    """The file's content for `text`."""
    return text.replace("\n", newline).encode()


def _decoded(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is longer than {MAX_BYTES >> 10} KiB, too long for a program.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not UTF-8 text.") from error
