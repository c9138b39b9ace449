"""Which texts may run as Python: a person's word on the exact text, known by its digest; pure."""

from collections import Counter
from hashlib import sha256

from nablascope.document.document import Document
from nablascope.workspace.state import Answer, Job, Workspace


def digest(text: str) -> str:
    """What names a text: its SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_allowed(workspace: Workspace, text: str) -> bool:
    """Whether a person lets `text` run as Python."""
    return bool(workspace.allowed) and digest(text) in workspace.allowed


def is_trusted(workspace: Workspace) -> bool:
    """Whether running the present text as Python needs no more words than a person's keystroke."""
    text = workspace.document.text
    return is_allowed(workspace, text) or (bool(workspace.trusted) and is_edit_of(text, workspace.trusted))


def is_replaced(workspace: Workspace) -> bool:
    """Whether the text took the place of one that a person allowed since the document was opened."""
    return bool(workspace.trusted) and not is_trusted(workspace)


def is_edit_of(text: str, allowed: str) -> bool:
    """Whether at least half of the lines of each are in the other, so that `allowed` was not replaced.

    Both ways, since a pasted text may have the whole of the allowed one in it. Empty lines and indentation do
    not count.
    """
    before, now = _lines(allowed), _lines(text)
    return bool(now) and 2 * (before & now).total() >= max(before.total(), now.total())


def _lines(text: str) -> Counter[str]:
    return Counter(filter(None, map(str.strip, text.splitlines())))


def is_confined(workspace: Workspace) -> bool:
    """Whether the system is known to hold what runs in the engine; an engine that has not come up may lie."""
    return bool(workspace.engine.torch) and workspace.engine.confined


def is_soiled(workspace: Workspace, document: Document) -> bool:
    """Whether the engine's process ran another text as Python, so that `document` must not follow in it."""
    ran = workspace.engine.python
    return ran is not None and not (ran == document.text and is_allowed(workspace, ran))


def awaits_word(workspace: Workspace) -> bool:
    """Whether the text was edited since a person allowed it, and nothing but Python can run it now."""
    latest = workspace.latest
    if latest is None or latest.superseded or latest.document.text != workspace.document.text:
        return False
    return latest.reply.is_python and is_trusted(workspace)


def ran_python(workspace: Workspace) -> bool:
    """Whether the newest run of the text as it stands, in flight or over, is one of Python."""
    if workspace.document in workspace.killers:
        return is_allowed(workspace, workspace.document.text)
    of_the_text = [one for one in (workspace.job, workspace.latest) if one and _is_of(workspace, one)]
    return bool(of_the_text) and of_the_text[0].python


def _is_of(workspace: Workspace, run: Job | Answer) -> bool:
    return workspace.recording is None and run.document.text == workspace.document.text
