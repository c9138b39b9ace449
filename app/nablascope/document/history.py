"""`History`: undo and redo as three stacks of whole documents; there are no inverse commands."""

from dataclasses import dataclass

from nablascope.document.change import change
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
        keys: what the newest step may be called; a further step that shares one of them joins it.
    """

    present: Document
    past: tuple[Document, ...] = ()
    future: tuple[Document, ...] = ()
    keys: frozenset[str] = frozenset()


def record(history: History, document: Document, keys: frozenset[str] = frozenset()) -> History:
    """Makes `document` the present; one undo step with the step before where both share one of `keys`."""
    # `==` takes -0.0 for 0.0, whose gradients differ.
    if repr(document) == repr(history.present):
        return history
    if shared := keys & history.keys:
        return History(document, history.past, (), shared)
    return History(document, (*history.past, history.present)[-MAX_PAST:], (), keys)


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


def typing_keys(before: str, after: str) -> frozenset[str]:
    """Names the bursts of typing that the step from `before` to `after` may belong to.

    A burst goes on character by character at one place in one word: typed and erased backwards, what
    follows the place stays the same; erased forwards, what precedes it does. Every other change, such as
    a paste, belongs to none.
    """
    made = change(before, after)
    if len(made.removed) + len(made.inserted) != 1:
        return frozenset()
    longer = after if made.inserted else before
    word = f"word {_words(longer[: made.start + 1])}"
    following = len(longer) - made.start - 1
    if made.inserted:
        return frozenset({f"type {word}, {following} follow"})
    return frozenset({f"erase {word}, {following} follow", f"erase {word}, {made.start} precede"})


def _words(text: str) -> int:
    starts = zip(" " + text, text, strict=False)
    return sum(previous.isspace() and not character.isspace() for previous, character in starts)
