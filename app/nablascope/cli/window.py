"""What can be written behind ``nablascope`` where no command is named."""

import argparse
from importlib.metadata import version
from pathlib import Path

from nablascope.cli.guard import UsageError
from nablascope.cli.options import OneLineParser

_COMMANDS = """\
commands, each with its own --help:
  nablascope trace        print the recorded graph as a table or as JSON
  nablascope export       write the picture (PNG, SVG) or the film of the run (GIF, APNG, MP4, WebM)
  nablascope self-test    check this installation
"""


def file_to_open(arguments: list[str]) -> str | None:
    """The file the window starts with, or None for the tutorial's example.

    Raises:
        UsageError: if there is no such file.
    """
    parser = OneLineParser(
        prog="nablascope",
        description="See automatic differentiation: PyTorch's autograd graph with every value and gradient.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a .py text, or a .nablatrace recording")
    parser.add_argument("--version", action="version", version=f"nablascope {version('nablascope')}")
    path: str | None = parser.parse(arguments).file
    if path is not None and not Path(path).is_file():
        raise UsageError(f"there is no file {path}, and no such command; try nablascope --help")
    return path
