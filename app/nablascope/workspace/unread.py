"""The free names of a text of which only the start could be read."""

from dataclasses import replace

from nablascope.core.wire.messages import Reply
from nablascope.workspace.state import Workspace


def with_unread(workspace: Workspace, reply: Reply) -> Workspace:
    """Keeps the inputs that were known before and still stand in the text, so that none comes and goes."""
    kept = [name for name in workspace.free if name in reply.mentioned and name not in reply.free]
    values = [value for value in workspace.filled if value.name in kept]
    return replace(workspace, free=(*reply.free, *kept), filled=(*reply.inputs, *values))
