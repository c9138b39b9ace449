"""`History`: undo and redo as three stacks of whole documents; there are no inverse commands."""

from dataclasses import dataclass

from nablascope.document.document import Document

MAX_PAST = 1000
"""Steps that can be undone; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class History:
    """A document with what it was before and what was undone.

    Attributes:
        present: the document now.
        past: earlier documents, the newest last.
        future: undone documents, the next to redo last.
        key: what the newest step was; a further step of the same key joins it.
    """

    present: Document
    past: tuple[Document, ...] = ()
    future: tuple[Document, ...] = ()
    key: str | None = None


def record(history: History, document: Document, key: str | None = None) -> History:
    """Makes `document` the present; one undo step with the step before where both have the same `key`."""
    if document == history.present:
        return history
    if key is not None and key == history.key:
        return History(document, history.past, (), key)
    return History(document, (*history.past, history.present)[-MAX_PAST:], (), key)


def undo(history: History) -> History:
    """One step back; unchanged where there is none."""
    if not history.past:
        return history
    return History(history.past[-1], history.past[:-1], (*history.future, history.present))


def redo(history: History) -> History:
    """One step forward again; unchanged where nothing was undone."""
    if not history.future:
        return history
    return History(history.future[-1], (*history.past, history.present), history.future[:-1])


def typing_key(before: str, after: str) -> str:
    """Names the burst of typing that leads from `before` to `after`: one a word, apart for erasing."""
    start = _common_prefix(before, after)
    kind, longer = ("erase", before) if len(after) < len(before) else ("type", after)
    return f"{kind} word {_words(longer[: start + 1])}"


def _common_prefix(before: str, after: str) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    shorter = min(len(before), len(after))
    return next((index for index, (one, other) in pairs if one != other), shorter)


def _words(text: str) -> int:
    starts = zip(" " + text, text, strict=False)
    return sum(previous.isspace() and not character.isspace() for previous, character in starts)
