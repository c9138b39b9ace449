"""What `print` prints and what an f-string makes: Python's own text of each value."""

import torch
from torch.utils._python_dispatch import _disable_current_modes  # pyright: ignore[reportPrivateUsage]

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.engine.language.budget import MAX_PRINTED


def text_of(value: object = "") -> str:
    """Python's ``str(value)``, without a recorder seeing the operations torch formats with."""
    with _disable_current_modes(), torch.no_grad():
        return str(value)


def written(value: object) -> str:
    """Python's ``repr(value)``, in the same way."""
    with _disable_current_modes(), torch.no_grad():
        return repr(value)


def formatted(value: object, conversion: int, spec: str) -> str:
    """One replacement field of an f-string; `conversion` is as in ``ast.FormattedValue``."""
    with _disable_current_modes(), torch.no_grad():
        if conversion == ord("r"):
            value = repr(value)
        elif conversion == ord("s"):
            value = str(value)
        return format(value, spec)


class Printer:
    """Collects the printed text, up to `MAX_PRINTED` characters, and notes about the program."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._notes: dict[str, None] = {}

    def print(self, *values: object, sep: object = " ", end: object = "\n", flush: object = False) -> None:
        """Prints like Python's print; there is nothing to flush.

        Raises:
            LanguageError: when too much was printed, or `sep` or `end` is neither text nor None.
        """
        separator, ending = _text_or(sep, " "), _text_or(end, "\n")
        self.write(separator.join(map(text_of, values)) + ending)

    def warn(self, line: str) -> None:
        """Prints a warning on a line of its own, as Python does beside the output."""
        fresh = not self._text or self._text[-1].endswith("\n")
        self.write(f"{'' if fresh else chr(10)}{line}\n")

    @property
    def too_much(self) -> Failure | None:
        """Why not all that was printed is here, or None."""
        if self._length <= MAX_PRINTED:
            return None
        return Failure("this program prints too much", f"the limit is {MAX_PRINTED:,} characters")

    def note(self, text: str) -> None:
        """Tells the author of the program something that Python would not print; once."""
        self._notes[text] = None

    def notes(self) -> tuple[str, ...]:
        """What the author is told, in the order of the program."""
        return tuple(self._notes)

    def lines(self) -> tuple[str, ...]:
        """What was printed, cut at line ends."""
        text = "".join(self._text)
        return tuple(text.removesuffix("\n").split("\n")) if text else ()

    def write(self, text: str) -> None:
        """Appends `text`.

        Raises:
            LanguageError: when too much was printed, now or before.
        """
        if not text:
            return
        self._text.append(text[: max(MAX_PRINTED - self._length, 0)])
        self._length += len(text)
        if self.too_much is not None:
            raise LanguageError(self.too_much)


def _text_or(value: object, default: str) -> str:
    if value is None:
        return default
    if isinstance(value, str):
        return value
    raise LanguageError(Failure("sep and end must be text", 'write e.g. sep=", "'))
