"""Several edits of a text as one fix."""

from collections.abc import Iterable

from nablascope.core.language.bounds import span_at
from nablascope.core.language.failure import Fix
from nablascope.core.language.friendly.edits import Edit, edited


def one_fix(label: str, text: str, edits: Iterable[Edit]) -> Fix:
    """The fix that makes `edits`, of which there is one at least and no two overlap, on `text`."""
    found = list(edits)
    start, end = min(edit.start for edit in found), max(edit.end for edit in found)
    moved = [Edit(edit.start - start, edit.end - start, edit.rank, edit.text) for edit in found]
    return Fix(label, span_at(text, start, end), edited(text[start:end], moved).text)
