"""What of the marks inside of a closed group it shows itself."""

from nablascope.core.graph.columns import LIST, NOTHING, Words
from nablascope.core.graph.marks import FIRST_BAD, INFINITE, MASKED_NAN, NAN, UNREACHED
from nablascope.core.graph.seen import Seen

_CARRIED = (MASKED_NAN, NAN, INFINITE, FIRST_BAD)


def marks_inside(marks: Words, seen: Seen) -> dict[int, str | None]:
    """The marks of each closed group by its node: bad numbers inside, and that nothing was reached."""
    known: dict[int, set[str]] = {id: set() for id, group in enumerate(seen.group) if group != NOTHING}
    reached = set[int]()
    words = [frozenset(word.split(LIST)) for word in marks.table]
    for place, shown in zip(marks.index.view(), seen.shown_by, strict=True):
        if shown in known:
            found = frozenset[str]() if place == NOTHING else words[place]
            known[shown] |= found
            reached |= set() if UNREACHED in found else {shown}
    return {id: _shown(found, id in reached) for id, found in known.items()}


def _shown(found: set[str], reached: bool) -> str | None:
    shown = [mark for mark in _CARRIED if mark in found]
    return LIST.join(shown if reached else [UNREACHED, *shown]) or None
