"""`write_animation`: a film into a file or a folder."""

from collections.abc import Callable, Iterable, Iterator
from operator import length_hint
from pathlib import Path

from PySide6.QtGui import QImage

from nablascope.core.scene.film import Film, merged
from nablascope.render.animation.apng import APNG
from nablascope.render.animation.container import Container
from nablascope.render.animation.gif import GIF
from nablascope.render.animation.numbered import write_numbered
from nablascope.render.animation.painted import painted
from nablascope.render.animation.progress import Stage, Watch, watched
from nablascope.render.animation.settings import Format, Settings
from nablascope.render.animation.staging import staged
from nablascope.render.animation.video import write_video
from nablascope.render.files import ExportError
from nablascope.render.frame import to_frame

Frames = Iterable[tuple[QImage, float]]

_CONTAINERS: dict[Format, Container] = {"gif": GIF, "apng": APNG}
_WRITERS: dict[Format, Callable[[Frames, Path, Settings], None]] = {
    "mp4": write_video,
    "webm": write_video,
    "frames": write_numbered,
}

_ONLY = Stage("Writing")
_FIRST, _SECOND = Stage("Drawing", 0.0, 0.6), Stage("Writing", 0.6, 1.0)
"""A palette is known only when all is drawn."""


def write_animation(film: Film, path: Path, settings: Settings, watch: Watch) -> None:
    """Writes `film` whole or not at all.

    Args:
        film: what moves.
        path: the file; of ``frames`` the folder, which must be new or empty.
        settings: how.
        watch: told of every frame at its turn; stops the writing by saying False.

    Raises:
        Cancelled: if `watch` stopped it; nothing is left behind.
        ExportError: if there is nothing to show or it cannot be written; nothing is left behind.
    """
    if settings.format == "frames":
        _check_free(path)
    with staged(path) as beside:
        container = _CONTAINERS.get(settings.format)
        if container is not None:
            _write_container(container, film, beside, settings, watch)
        else:
            # Asked after the painting, since the writing that follows can wait for another program.
            frames = watched(_frames(film, settings), _ONLY, watch, length_hint(film) or None)
            _WRITERS[settings.format](frames, beside, settings)


def _write_container(container: Container, film: Film, path: Path, settings: Settings, watch: Watch) -> None:
    drawn = painted(_frames(watched(film, _FIRST, watch), settings))
    with path.open("wb") as file:
        file.write(container.header(drawn, settings))
        pieces = container.frames(drawn)
        for piece in watched(pieces, _SECOND, watch, len(drawn.changes)):
            file.write(piece)
        file.write(container.end)


def _frames(film: Film, settings: Settings) -> Iterator[tuple[QImage, float]]:
    shot = None
    for shot in merged(film):
        yield to_frame(shot.picture, settings.width, settings.height), shot.seconds
    if shot is None:
        raise ExportError("there is nothing to show in this part of the run")


def _check_free(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise ExportError(f"{folder} is not an empty folder: choose another name")
