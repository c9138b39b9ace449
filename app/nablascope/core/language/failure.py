"""What went wrong, as data: one shape for a text that does not parse and for a run that stopped."""

from dataclasses import dataclass

from nablascope.core.language.span import Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the text that would mend a failure, offered as one click.

    Attributes:
        label: what the button says, e.g. ``Write 9.0``.
        span: the stretch to replace.
        text: what replaces it.
    """

    label: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a program did not run to its end.

    Attributes:
        message: what happened, in plain words; like the hint it starts small and has no full stop, so that
            a name can stand first and both fit into one line.
        hint: what to do next, or empty.
        span: the stretch at fault, or None when no single stretch is.
        fix: a change that would mend it, or None.
        details: more to copy into a report, or empty.
    """

    message: str
    hint: str = ""
    span: Span | None = None
    fix: Fix | None = None
    details: str = ""


class LanguageError(Exception):
    """Raised while parsing or evaluating; carries the failure to show."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class NothingToDraw(LanguageError):
    """Raised for a program that ran to its end, but computed nothing that has a gradient."""
