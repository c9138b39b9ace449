"""MP4 and WebM by the ffmpeg of the system; wheels that bring one are GPL."""

import shutil
import subprocess
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from PySide6.QtGui import QImage

from nablascope.render.animation.settings import Format, Settings
from nablascope.render.animation.timing import at_rate
from nablascope.render.files import ExportError

NO_FFMPEG = "no ffmpeg on this system: install it, or choose GIF, APNG or PNG frames"

_CODECS: dict[Format, tuple[str, ...]] = {
    "mp4": ("-c:v", "libx264", "-preset", "medium", "-crf", "18", "-movflags", "+faststart", "-f", "mp4"),
    "webm": ("-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-cpu-used", "4", "-row-mt", "1", "-f", "webm"),
}

# Players guess the matrix of a video that does not name it, and blue and orange would shift.
_COLOURS = (
    *("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"),
    *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
)


def find_ffmpeg() -> str | None:
    """The path of the system's ffmpeg, or None."""
    return shutil.which("ffmpeg")


def write_video(frames: Iterable[tuple[QImage, float]], path: Path, settings: Settings) -> None:
    """Pipes `frames`, pictures and their seconds, through ffmpeg.

    Raises:
        ExportError: if there is no ffmpeg, or if it fails.
    """
    program = find_ffmpeg()
    if program is None:
        raise ExportError(NO_FFMPEG)
    with TemporaryFile() as complaints:
        try:
            with _pipe_to([program, *_arguments(path, settings)], complaints) as pipe:
                _send(frames, pipe, settings.fps)
        except (BrokenPipeError, subprocess.CalledProcessError) as error:
            raise ExportError(f"ffmpeg could not make the video: {_first_line(complaints)}") from error


def _send(frames: Iterable[tuple[QImage, float]], pipe: IO[bytes], fps: float) -> None:
    for frame, repeats in at_rate(frames, fps):
        pixels = bytes(frame.constBits())
        for _ in range(repeats):
            pipe.write(pixels)


def _arguments(path: Path, settings: Settings) -> list[str]:
    size = f"{settings.width}x{settings.height}"
    said = ("-hide_banner", "-loglevel", "error", "-nostdin", "-y")
    raw = ("-f", "rawvideo", "-pixel_format", "rgb0", "-video_size", size, "-framerate", f"{settings.fps:g}")
    return [*said, *raw, "-i", "pipe:0", *_COLOURS, *_CODECS[settings.format], str(path)]


@contextmanager
def _pipe_to(command: list[str], complaints: IO[bytes]) -> Generator[IO[bytes]]:
    """The standard input of a process that ends with the block, and is killed where that fails."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints)
    assert process.stdin is not None
    try:
        yield process.stdin
        process.stdin.close()
        if status := process.wait():
            raise subprocess.CalledProcessError(status, command)
    finally:
        process.kill()
        process.wait()
        with suppress(BrokenPipeError):
            process.stdin.close()


def _first_line(complaints: IO[bytes]) -> str:
    """What ffmpeg says first is the cause; the rest is what followed from it."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").split("\n")
    return lines[0].strip() or "it ended without a word"
