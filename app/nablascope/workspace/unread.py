"""The free names of a text that was not read, or of which only the start could be."""

from dataclasses import replace
from functools import lru_cache

from nablascope.core.language.mentioned import mentioned
from nablascope.core.wire.messages import Reply
from nablascope.workspace.picture import is_awaited, is_current
from nablascope.workspace.state import Workspace


def with_unread(workspace: Workspace, reply: Reply) -> Workspace:
    """Keeps the inputs that were known before and still stand in the text, so that none comes and goes."""
    kept = [name for name in workspace.free if name in reply.mentioned and name not in reply.free]
    values = [value for value in workspace.filled if value.name in kept]
    return replace(workspace, free=(*reply.free, *kept), filled=(*reply.inputs, *values))


def free_names(workspace: Workspace) -> tuple[str, ...]:
    """The inputs to show: of a text that was stopped before it was answered, those known that stand in it."""
    if is_current(workspace) or is_awaited(workspace):
        return workspace.free
    text = workspace.document.text
    known = [name for name in workspace.free if name in text]
    return tuple(name for name in known if name in _words(text))


# Every view asks for them, and of a long text they take longer than a frame.
@lru_cache(maxsize=1)
def _words(text: str) -> frozenset[str]:
    return frozenset(mentioned(text))
