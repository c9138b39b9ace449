"""``nablascope export``: the annotated picture as a file."""

import argparse
from pathlib import Path

from nablascope.cli.guard import UsageError
from nablascope.cli.options import GENERATION, OneLineParser, add_program_options, read_text
from nablascope.cli.program import evaluate, say
from nablascope.cli.trace_file import answer, is_trace_file, reply_of
from nablascope.core.wire.messages import Evaluate, Reply
from nablascope.document.examples import FIRST, example
from nablascope.render.image import Background
from nablascope.render.picture import FORMATS, write_picture


def export_command(arguments: list[str]) -> int:
    """Writes the annotated picture of a program.

    Raises:
        UsageError: on bad input.
        EngineError: if the engine dies.
    """
    options = _parser().parse(arguments)
    path = Path(options.out)
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"-o {path}: the ending must be one of {', '.join(FORMATS)}")
    reply = answer(options, whole=False)
    background: Background = "transparent" if options.transparent else "paper"
    _write(reply, path, options.theme, options.scale, background)
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
    _write(reply, target)
    say([*reply.printed, f"There is no display to open a window on; the picture is {target}"])
    return 0


def _request(path: str | None) -> Evaluate:
    if path is not None:
        return Evaluate(GENERATION, read_text(path), fill=True)
    document = example(FIRST).document
    return Evaluate(GENERATION, document.text, document.inputs)


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="nablascope export", description="Write the annotated picture.")
    add_program_options(parser)
    parser.add_argument("-o", dest="out", required=True, metavar="OUT", help="a .png or .svg file")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=_scale, default=2.0, help="pixels a unit, of a PNG (default: 2)")
    parser.add_argument("--transparent", action="store_true", help="no paper behind the graph")
    return parser


_SMALLEST_SCALE, _LARGEST_SCALE = 0.1, 16.0


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from error
    if not _SMALLEST_SCALE <= scale <= _LARGEST_SCALE:
        raise argparse.ArgumentTypeError(f"{text} is not between {_SMALLEST_SCALE:g} and {_LARGEST_SCALE:g}")
    return scale


def _write(
    reply: Reply, path: Path, theme: str = "light", scale: float = 2.0, background: Background = "paper"
) -> None:
    assert reply.trace is not None
    assert reply.layout is not None
    try:
        write_picture(reply.trace, reply.layout, path, theme, scale, background)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
