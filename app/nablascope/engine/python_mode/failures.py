"""What ended a text that Python ran, as a failure; the error itself is the text's own and may be hostile."""

from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType

from nablascope.core.language.failure import Failure, LanguageError
from nablascope.core.language.python_program import PROGRAM
from nablascope.core.language.span import Span
from nablascope.engine.language.explain import MAX_MESSAGE, in_words
from nablascope.engine.python_sites import site_at

UNTOLD = "the program raised an error that does not say what it is"
_PLAIN: Mapping[type[BaseException], Failure] = {
    EOFError: Failure(
        "nobody answers input() here", "use a name without a value instead: it becomes an input"
    ),
    RecursionError: Failure("this calls itself too often", "give the recursion an end"),
    MemoryError: Failure("there is not enough memory for this"),
}
DEEPEST = 100_000
"""Frames of a traceback that are looked at."""


def failure_of(error: BaseException) -> Failure:
    """What `error` says and where in the text; whatever its own code does, this gives an answer."""
    try:
        return replace(_told(error), span=_span(error.__traceback__))
    except BaseException:  # noqa: BLE001 - an error's text is code of the program's
        return Failure(UNTOLD)


def is_end(error: BaseException) -> bool:
    """Whether `error` is how a program ends when all is well."""
    return type(error) is SystemExit and (error.code is None or error.code is False or error.code == 0)


def _told(error: BaseException) -> Failure:
    if type(error) is LanguageError:
        return error.failure
    if type(error) is SystemExit:
        return Failure(f"the program ended itself with sys.exit({_cut(repr(error.code))})")
    name, text = _name(type(error)), str.__str__(str(error)).strip()
    known = _PLAIN.get(type(error))
    if known is None and type(error) in (RuntimeError, TypeError, ValueError):
        known = in_words(text)
    return known or Failure(_cut(f"{name}: {text}".rstrip(": ")))


def _name(kind: type[BaseException]) -> str:
    """A class may lie about its name; `type` does not."""
    return str.__str__(type.__dict__["__name__"].__get__(kind))


def _cut(text: str) -> str:
    """The first line, of a length to read and without what no message can carry."""
    line = text[: 4 * MAX_MESSAGE].split("\n")[0]
    return line[:MAX_MESSAGE].encode("utf-8", "replace").decode()


def _span(traceback: TracebackType | None) -> Span | None:
    """Where in the text the innermost of its own frames stands."""
    found: TracebackType | None = None
    for _ in range(DEEPEST):
        if traceback is None:
            break
        if traceback.tb_frame.f_code.co_filename == PROGRAM:
            found = traceback
        traceback = traceback.tb_next
    if found is None:
        return None
    site = site_at(found.tb_frame.f_code, found.tb_lasti)
    return site.span if site else None
