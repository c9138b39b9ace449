"""The free names of a text of which only the start could be read."""

import re
from dataclasses import replace

from nablascope.core.language.friendly.tokens import names
from nablascope.core.wire.messages import Reply
from nablascope.workspace.state import Workspace

_WORD = re.compile(r"[^\W\d]\w*")


def with_unread(workspace: Workspace, reply: Reply) -> Workspace:
    """Keeps the inputs that were known before and still stand in the text, so that none comes and goes."""
    text = workspace.document.text
    # A name inside of an f-string is in a word of the text only.
    written = names(text) | set(_WORD.findall(text))
    kept = [name for name in workspace.free if name in written and name not in reply.free]
    values = [value for value in workspace.filled if value.name in kept]
    return replace(workspace, free=(*reply.free, *kept), filled=(*reply.inputs, *values))
