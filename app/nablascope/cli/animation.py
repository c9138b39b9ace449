"""The options of ``nablascope export`` that are about animations, and the writing of one."""

import argparse
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from nablascope.cli.guard import UsageError, check_interrupt
from nablascope.cli.options import number_between
from nablascope.core.scene.film import FilmOptions
from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.timeline.timeline import GRAINS, PARTS
from nablascope.core.wire.messages import Reply
from nablascope.render.animation.progress import Progress, Watch
from nablascope.render.animation.settings import (
    FASTEST,
    LARGEST_SIDE,
    LOOPING,
    SLOWEST,
    SMALLEST_SIDE,
    USUAL_FPS,
    VIDEOS,
    Format,
    Settings,
    settings_for,
)
from nablascope.render.animation.video import NO_FFMPEG, find_ffmpeg
from nablascope.render.frame import USUAL_SIZE

ENDINGS: dict[str, Format] = {".gif": "gif", ".apng": "apng", ".mp4": "mp4", ".webm": "webm"}

OF_ANIMATIONS = ("fps", "size", "grain", "part", "speed", "once")
"""Options that nothing but a film has a use for."""

_SPEEDS = (0.1, 10.0)
_LINE = 40
"""Characters of a terminal."""


def add_animation_options(parser: argparse.ArgumentParser) -> None:
    """How a film is made; all are None where they are not given."""
    group = parser.add_argument_group("animations")
    group.add_argument(
        "--fps",
        type=_fps,
        metavar="N",
        help=f"frames a second, {SLOWEST} to {FASTEST} (default: {USUAL_FPS})",
    )
    usual = "x".join(map(str, USUAL_SIZE))
    group.add_argument("--size", type=_size, metavar="WxH", help=f"pixels (default: {usual})")
    group.add_argument("--grain", choices=GRAINS, help="a step for each node or each edge (default: node)")
    group.add_argument("--part", choices=PARTS, help="of the run (default: all)")
    group.add_argument(
        "--speed", type=number_between(*_SPEEDS), metavar="S", help="times faster than usual (default: 1)"
    )
    group.add_argument("--once", action="store_true", default=None, help="a GIF or APNG that does not repeat")


def animation_format(out: str) -> Format | None:
    """The format that ``-o OUT`` asks for, or None if it is no animation's."""
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if out.endswith(separators) or Path(out).is_dir():
        return "frames"
    return ENDINGS.get(Path(out).suffix.lower())


def check_animation(options: argparse.Namespace, format: Format) -> None:
    """Finds what cannot be before anything runs.

    Raises:
        UsageError: if there is no ffmpeg, or an option that the format has no use for.
    """
    if options.once and format not in LOOPING:
        raise UsageError("--once is for GIF and APNG: players decide whether a video begins again")
    if format in VIDEOS and find_ffmpeg() is None:
        raise UsageError(NO_FFMPEG)


def write_film(reply: Reply, options: argparse.Namespace, format: Format) -> None:
    """Writes the film of a reply as `options` say, with its progress on a terminal.

    Raises:
        UsageError: if it cannot be written.
    """
    # Pillow would delay a still picture.
    from nablascope.render.animation.write import write_animation

    assert reply.trace is not None
    assert reply.layout is not None
    fps = options.fps or USUAL_FPS
    settings = settings_for(format, options.size or USUAL_SIZE, fps, not options.once)
    wanted = FilmOptions(options.grain or "node", options.part or "all", settings.fps, options.speed or 1.0)
    theme = load_theme(options.theme, coloured=options.gradient_colours)
    film = make_film(reply.trace, reply.layout, theme, wanted)
    try:
        with _progress() as watch:
            write_animation(film, Path(options.out), settings, watch)
    except OSError as error:
        raise UsageError(str(error)) from error
    _say_what_differs(settings, options.size, fps)


def _say_what_differs(settings: Settings, size: tuple[int, int] | None, fps: int) -> None:
    """What the format could not have as it was wished."""
    if settings.fps != fps:
        sys.stderr.write(f"A GIF counts in hundredths of a second: {settings.fps:.4g} frames a second\n")
    if size not in (None, (settings.width, settings.height)):
        sys.stderr.write(f"A video has even sides: {settings.width}x{settings.height} pixels\n")


@contextmanager
def _progress() -> Generator[Watch]:
    """Keeps one line of a terminal up to date, and leaves it empty."""
    if not sys.stderr.isatty():
        yield _go_on
        return
    try:
        yield _tell
    finally:
        sys.stderr.write(f"\r{' ' * _LINE}\r")


def _go_on(_: Progress) -> bool:
    check_interrupt()
    return True


def _tell(progress: Progress) -> bool:
    check_interrupt()
    sys.stderr.write(f"\r{progress!s:<{_LINE}}")
    sys.stderr.flush()
    return True


def _fps(text: str) -> int:
    if not text.isdecimal() or not SLOWEST <= int(text) <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from {SLOWEST} to {FASTEST}")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    sides = [int(side) for side in text.lower().split("x") if side.isdecimal()]
    if text.lower() != "x".join(map(str, sides)) or len(sides) != 2:
        raise argparse.ArgumentTypeError(f"{text} is no size such as {USUAL_SIZE[0]}x{USUAL_SIZE[1]}")
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in sides):
        raise argparse.ArgumentTypeError(f"{text} has a side beyond {SMALLEST_SIDE} to {LARGEST_SIDE} pixels")
    return sides[0], sides[1]
