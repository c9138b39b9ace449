"""Only a fix that helps is offered."""

from collections.abc import Callable
from dataclasses import replace

from nablascope.core.language.bounds import split_lines
from nablascope.core.language.failure import Failure, Fix, LanguageError

_LONGEST = 20_000
"""Characters; a longer text is not read a second time."""


def with_proven_fix(failure: Failure, text: str, read: Callable[[str], object]) -> Failure:
    """`failure` of `text`; without its fix where the text after it would stop on the same lines again."""
    fix = failure.fix
    if fix is None or len(text) > _LONGEST:
        return failure
    try:
        read(mended(text, fix))
    except LanguageError as error:
        span = error.failure.span
        lasts = span is None or span.line <= fix.span.end_line
        return replace(failure, fix=None) if lasts else failure
    return failure


def mended(text: str, fix: Fix) -> str:
    """`text` after `fix`."""
    lines = split_lines(text)
    first, last = lines[fix.span.line - 1], lines[fix.span.end_line - 1]
    line = f"{first[: fix.span.column]}{fix.text}{last[fix.span.end_column :]}"
    return "\n".join([*lines[: fix.span.line - 1], line, *lines[fix.span.end_line :]])
