"""`picture`: which graph is on screen, and whether it is the graph of the text as it stands; pure."""

from dataclasses import replace

from nablascope.core.language.failure import Failure
from nablascope.workspace.arrangement import Arrangement
from nablascope.workspace.source import Source, is_arranged, shows_groups, source
from nablascope.workspace.state import Answer, Workspace
from nablascope.workspace.view_state import Picture, Understanding


def picture(workspace: Workspace) -> Picture | None:
    """The graph to show, its nodes where a person put them, with or without constants."""
    shown, placed = laid_out(workspace), workspace.placed
    if shown is None:
        return None
    put = placed is not None and placed.layout is shown.layout
    return replace(shown, layout=placed.result if placed and put else shown.layout, bare=workspace.bare)


def laid_out(workspace: Workspace) -> Picture | None:
    """The graph of the recording, or of the last run that has one, where the layout has it."""
    found = source(workspace)
    if found is None:
        return None
    dimmed = _is_dimmed(workspace)
    seen = workspace.arrangement
    if found.layout is not None and not _shows(workspace, found, seen):
        return Picture(found.trace, found.layout, dimmed, found.timeline)
    if seen is None:
        return None
    folded = seen.folded
    return Picture(folded.trace, seen.layout, dimmed, seen.timeline, seen.source, folded.node)


def _shows(workspace: Workspace, found: Source, seen: Arrangement | None) -> bool:
    """Whether an arrangement is what is to be seen; until the whole graph is turned, it stays as it came."""
    if not is_arranged(workspace) or shows_groups(workspace):
        return is_arranged(workspace)
    return seen is not None and seen.source is found.trace and not seen.grouped


def _is_dimmed(workspace: Workspace) -> bool:
    """Whether the graph is not the one of the text as it stands."""
    if workspace.recording is not None or workspace.shown is None:
        return False
    outdated = not (_is_shown(workspace) or is_awaited(workspace))
    return outdated or _failed_since(workspace, workspace.shown)


def answer(workspace: Workspace) -> Answer | None:
    """The answer to the document as it stands; the one before while that is on its way."""
    latest = workspace.latest
    if latest is None or latest.superseded:
        return None
    return latest if latest.document == workspace.document or is_awaited(workspace) else None


def failure(workspace: Workspace) -> Failure | None:
    """Why the document did not run to its end, or None."""
    if workspace.recording is not None:
        return workspace.recording.trace.failure if workspace.recording.trace else None
    found = answer(workspace)
    return found.reply.failure if found else None


def fault(workspace: Workspace) -> Failure | None:
    """What is wrong with the document; nothing where it ran and there is only nothing to draw."""
    found = answer(workspace)
    return None if workspace.recording is None and found and found.reply.undrawn else failure(workspace)


def is_current(workspace: Workspace) -> bool:
    """Whether the newest answer is to the text as it stands, so that its spans point where they should."""
    if workspace.recording is not None:
        return False
    return workspace.latest is not None and workspace.latest.document.text == workspace.document.text


def is_of_the_text(workspace: Workspace) -> bool:
    """Whether the graph on screen is of the text as it stands, so that its spans point where they should."""
    shown = workspace.shown
    if workspace.recording is not None or shown is None:
        return False
    return shown.document.text == workspace.document.text


def understanding(workspace: Workspace) -> Understanding | None:
    """The text as PyTorch code, or None where it was typed so; the one before while it does not parse."""
    if workspace.recording is not None or not workspace.understood:
        return None
    found = workspace.latest.reply.understood if workspace.latest else ""
    outdated = not (found and is_current(workspace))
    return Understanding(workspace.understood, outdated, stays=outdated and not is_awaited(workspace))


def is_awaited(workspace: Workspace) -> bool:
    """Whether an answer to the document as it stands will come in a moment."""
    running = workspace.job.document if workspace.job else None
    queued = workspace.document in (running, workspace.waiting)
    return (queued or workspace.typing) and workspace.engine.phase == "ready"


def _is_shown(workspace: Workspace) -> bool:
    """Whether the graph on screen is that of the document as it stands."""
    return workspace.shown is not None and workspace.shown.document == workspace.document


def _failed_since(workspace: Workspace, shown: Answer) -> bool:
    """Whether a later run failed and left no graph of its own."""
    return failure(workspace) is not None and answer(workspace) is not shown
