"""What can be written behind ``nablascope trace`` and ``nablascope export``."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import normalize

from nablascope.cli.guard import UsageError
from nablascope.core.language.bounds import MAX_BYTES
from nablascope.core.wire.messages import Evaluate, Input
from nablascope.document.literal import LiteralError, parse_literal

GENERATION = 1
"""The command line asks once."""


class OneLineParser(argparse.ArgumentParser):
    """A parser that raises `UsageError`, instead of printing its usage and leaving.

    A program may start with a minus sign, which argparse would take for an option.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def parse(self, arguments: list[str]) -> argparse.Namespace:
        """The options among `arguments`.

        Raises:
            UsageError: if they cannot be understood.
        """
        return self.parse_args(_joined(arguments))

    def error(self, message: str) -> NoReturn:
        """Argparse's hook."""
        raise UsageError(message)


def _joined(arguments: list[str]) -> list[str]:
    """``-e`` and the program behind it as one argument."""
    if "-e" not in arguments[:-1]:
        return arguments
    at = arguments.index("-e")
    return [*arguments[:at], f"-e{arguments[at + 1]}", *arguments[at + 2 :]]


def add_program_options(parser: argparse.ArgumentParser) -> None:
    """The program and how to run it."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="a .py text in the expression language, or a .nablatrace"
    )
    parser.add_argument(
        "--python",
        action="store_true",
        help="run the text as Python, which may do what you may: only if you trust it",
    )
    parser.add_argument("-e", dest="expression", metavar="EXPR", help="the program itself")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a free name's value: a number or a nested list, NaN and Infinity too",
    )
    parser.add_argument("--output", metavar="NAME", help="what to differentiate (default: the last result)")
    parser.add_argument(
        "--order",
        type=int,
        default=1,
        metavar="N",
        help="draw the graph of the gradient itself: 2 for the second derivative, up to 5 (default: 1)",
    )
    parser.add_argument(
        "--wrt", metavar="NAME", help="the leaf by which a higher order differentiates (default: the first)"
    )
    parser.add_argument("--device", default="cpu", help="as torch names it, e.g. cuda:0 (default: cpu)")
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float32")


def request_from(options: argparse.Namespace, *, whole: bool, down: bool = False) -> Evaluate:
    """The request the options describe.

    Args:
        options: as `add_program_options` describes them.
        whole: take every element of every tensor.
        down: lay the graph out from the top down.

    Raises:
        UsageError: if there is no program, two of them, or a value that is none.
    """
    return Evaluate(
        generation=GENERATION,
        text=_text(options),
        inputs=_inputs(options.set),
        output=options.output and _normalised(options.output),
        device=options.device,
        dtype=options.dtype,
        whole=whole,
        order=options.order,
        wrt=options.wrt and _normalised(options.wrt),
        python=options.python,
        down=down,
    )


def number_between(smallest: float, largest: float) -> Callable[[str], float]:
    """What reads a number of an option."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text} is not a number") from error
        if not smallest <= number <= largest:
            raise argparse.ArgumentTypeError(f"{text} is not between {smallest:g} and {largest:g}")
        return number

    return read


def read_text(path: str) -> str:
    """A program's text from a file.

    Raises:
        UsageError: if it cannot be read as UTF-8.
    """
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"cannot read {path}: it is not UTF-8 text") from error


def _text(options: argparse.Namespace) -> str:
    if (options.file is None) == (options.expression is None):
        raise UsageError("give one program: -e EXPR or FILE")
    return options.expression if options.file is None else read_text(options.file)


def _inputs(settings: list[str]) -> tuple[Input, ...]:
    inputs = tuple(map(_input, settings))
    names = [given.name for given in inputs]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"--set {name} is given twice")
    return inputs


def _input(setting: str) -> Input:
    name, equals, literal = setting.partition("=")
    if not equals or not name.strip().isidentifier():
        raise UsageError(f"--set {setting}: write NAME=VALUE, e.g. x=9")
    try:
        values, shape = parse_literal(literal)
    except LiteralError as error:
        raise UsageError(f"--set {setting}: {error}") from error
    return Input(_normalised(name.strip()), values, shape)


def _normalised(name: str) -> str:
    """As Python reads names: ``ℝ`` and ``R`` are one."""
    return normalize("NFKC", name)
