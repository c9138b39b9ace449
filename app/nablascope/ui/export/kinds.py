"""The kinds of files that can be exported, and how their names end."""

import os
from pathlib import Path
from typing import Literal

from nablascope.render.animation.settings import Format

Kind = Literal["png", "svg"] | Format

PICTURES: dict[Kind, str] = {"png": "PNG", "svg": "SVG"}
ANIMATIONS: dict[Format, str] = {
    "gif": "GIF",
    "apng": "APNG",
    "mp4": "MP4",
    "webm": "WebM",
    "frames": "PNG frames",
}

FOLDER = "/"
"""The name of a folder ends like this."""

_ENDINGS: dict[Kind, str] = {
    "frames": FOLDER,
    **{kind: f".{kind}" for kind in (*PICTURES, *ANIMATIONS) if kind != "frames"},
}


def ending(kind: Kind) -> str:
    """How the name of a file of that kind ends."""
    return _ENDINGS[kind]


def kind_of(path: str) -> Kind | None:
    """The kind that a file's name asks for, or None."""
    found = _ending_of(path)
    return next((kind for kind, ending in _ENDINGS.items() if ending == found), None)


def with_ending(path: str, kind: Kind) -> str:
    """`path` as a name of that kind; a dot that is no known ending's belongs to the name."""
    now = kind_of(path)
    if not path.strip() or now == kind:
        return path
    return (path if now is None else path[: -len(ending(now))]) + ending(kind)


def _ending_of(path: str) -> str:
    path = path.strip()
    return FOLDER if path.endswith((FOLDER, os.sep)) else Path(path).suffix.lower()
