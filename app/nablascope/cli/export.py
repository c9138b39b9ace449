"""``nablascope export``: the annotated picture, or the film of the run, as a file."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from nablascope.cli.animation import (
    ENDINGS,
    OF_ANIMATIONS,
    add_animation_options,
    animation_format,
    check_animation,
    write_film,
)
from nablascope.cli.guard import UsageError
from nablascope.cli.options import GENERATION, OneLineParser, add_program_options, number_between, read_text
from nablascope.cli.program import ProgramError, evaluate, say
from nablascope.cli.trace_file import answer, is_trace_file, reply_about, reply_of
from nablascope.core.scene.theme import Theme
from nablascope.core.scene.theme_file import THEMES, load_theme
from nablascope.core.wire.messages import Evaluate, Reply
from nablascope.document.examples import FIRST, example
from nablascope.render.animation.settings import Format
from nablascope.render.image import Background
from nablascope.render.picture import FORMATS, write_picture

_DIRECTIONS = ("right", "down")

_SCALES = (0.1, 16.0)
_USUAL_SCALE = 2.0
_CHOICES = f"{', '.join([*FORMATS, *ENDINGS])}, or a folder such as frames/ for numbered PNG pictures"
_OF_STILLS = ("scale", "transparent")
"""Options that a film has no use for."""


def export_command(arguments: list[str]) -> int:
    """Writes the annotated picture of a program, or the film of its run.

    Of a program that fails, the film of its graph so far.

    Raises:
        UsageError: on bad input.
        EngineError: if the engine dies.
    """
    options = _parser().parse(arguments)
    format = animation_format(options.out)
    if format is None:
        _check_still(options)
        reply = answer(options, whole=False, down=_runs_down(options))
        _write_still(reply, options)
    else:
        _check_animation(options, format)
        reply = _write_film(options, format)
    say(reply.printed)
    return 0


def write_without_display(path: str | None) -> int:
    """Writes the picture of a file, or of the tutorial's example, into the working folder and says where.

    Raises:
        UsageError: on bad input.
        EngineError: if the engine dies.
    """
    reply = reply_of(path) if path is not None and is_trace_file(path) else evaluate(_request(path))
    target = Path(f"{Path(path).stem if path else FIRST}.png").absolute()
    _write(reply, target, load_theme("light"))
    say([*reply.printed, f"There is no display to open a window on; the picture is {target}"])
    return 0


def _request(path: str | None) -> Evaluate:
    if path is not None:
        return Evaluate(GENERATION, read_text(path), fill=True)
    document = example(FIRST).document
    return Evaluate(GENERATION, document.text, document.inputs)


def _parser() -> OneLineParser:
    parser = OneLineParser(
        prog="nablascope export", description="Write the annotated picture, or the film of the run."
    )
    add_program_options(parser)
    parser.add_argument("-o", dest="out", required=True, metavar="OUT", help=f"a file ending in {_CHOICES}")
    parser.add_argument(
        "--theme", choices=THEMES, default="light", help="print is for white paper, also in grey"
    )
    parser.add_argument(
        "--gradient-colours", action="store_true", help="colour edges by how large their share is"
    )
    parser.add_argument(
        "--direction", choices=_DIRECTIONS, default="right", help="where edges run to (default: right)"
    )
    still = parser.add_argument_group("still pictures")
    still.add_argument(
        "--scale", type=number_between(*_SCALES), help=f"pixels a unit, of a PNG (default: {_USUAL_SCALE:g})"
    )
    still.add_argument("--transparent", action="store_true", default=None, help="no paper behind the graph")
    add_animation_options(parser)
    return parser


def _runs_down(options: argparse.Namespace) -> bool:
    return options.direction == "down"


def _check_still(options: argparse.Namespace) -> None:
    if Path(options.out).suffix.lower() not in FORMATS:
        raise UsageError(f"-o {options.out}: the ending must be one of {_CHOICES}")
    _refuse(options, OF_ANIMATIONS, "animations")


def _check_animation(options: argparse.Namespace, format: Format) -> None:
    _refuse(options, _OF_STILLS, "still pictures")
    check_animation(options, format)


def _refuse(options: argparse.Namespace, names: Iterable[str], those: str) -> None:
    for name in names:
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} is for {those}, and {options.out} is none")


def _write_film(options: argparse.Namespace, format: Format) -> Reply:
    try:
        reply = answer(options, whole=False, down=_runs_down(options))
    except ProgramError as error:
        if error.trace is not None:
            write_film(reply_about(error.trace, down=_runs_down(options)), options, format)
        raise
    write_film(reply, options, format)
    return reply


def _write_still(reply: Reply, options: argparse.Namespace) -> None:
    background: Background = "transparent" if options.transparent else "paper"
    theme = load_theme(options.theme, coloured=options.gradient_colours)
    _write(reply, Path(options.out), theme, options.scale or _USUAL_SCALE, background)


def _write(
    reply: Reply,
    path: Path,
    theme: Theme,
    scale: float = _USUAL_SCALE,
    background: Background = "paper",
) -> None:
    assert reply.trace is not None
    assert reply.layout is not None
    try:
        write_picture(reply.trace, reply.layout, path, theme, scale, background)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
