"""Which texts may run as Python: a person's word on the exact text, known by its digest; pure."""

from hashlib import sha256

from nablascope.document.document import Document
from nablascope.workspace.state import Workspace


def digest(text: str) -> str:
    """What names a text: its SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_allowed(workspace: Workspace, text: str) -> bool:
    """Whether a person lets `text` run as Python."""
    return bool(workspace.allowed) and digest(text) in workspace.allowed


def is_trusted(workspace: Workspace) -> bool:
    """Whether running the present text as Python needs no more words than a person's keystroke."""
    return workspace.trusting or is_allowed(workspace, workspace.document.text)


def is_confined(workspace: Workspace) -> bool:
    """Whether the system is known to hold what runs in the engine; an engine that has not come up may lie."""
    return bool(workspace.engine.torch) and workspace.engine.confined


def is_soiled(workspace: Workspace, document: Document) -> bool:
    """Whether the engine's process ran another text as Python, so that `document` must not follow in it."""
    ran = workspace.engine.python
    return ran is not None and not (ran == document.text and is_allowed(workspace, ran))


def awaits_word(workspace: Workspace) -> bool:
    """Whether the text was changed since a person allowed it, and nothing but Python can run it now."""
    latest = workspace.latest
    if latest is None or not workspace.trusting or latest.document.text != workspace.document.text:
        return False
    return latest.reply.is_python


def ran_python(workspace: Workspace) -> bool:
    """Whether something of what is shown comes from Python mode."""
    return any(one is not None and one.python for one in (workspace.job, workspace.latest, workspace.shown))
