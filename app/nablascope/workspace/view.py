"""`view`: what a workspace looks like; pure."""

from dataclasses import replace
from pathlib import PurePath

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure
from nablascope.core.wire.messages import Input
from nablascope.document.document import InputFix
from nablascope.workspace.death import Death, sentence
from nablascope.workspace.input_fix import input_fix
from nablascope.workspace.state import LOADING, Answer, Workspace
from nablascope.workspace.view_state import InputView, Message, Picture, Status, Underline, ViewState

BLANK = "Type a formula on the left, for example y = sin(x) * x"
NO_GRAPH = "Nothing here requires gradients: use a name without a value, such as x, and it becomes an input"
WARMING = "PyTorch is loading"
NO_ANSWER = "The graph appears here as soon as the text can run"

NOT_AGAIN = "it is not run again by itself: change it, or choose Run again"
STOPPED = "the engine is stopped"
TOO_MANY = "it stopped several times in a few minutes: choose Restart engine to go on"
GO_ON = "choose Restart engine to go on"


def view(workspace: Workspace) -> ViewState:
    """What the window shows."""
    document, picture = workspace.document, _picture(workspace)
    return ViewState(
        title=PurePath(workspace.path).name if workspace.path else workspace.name,
        modified=is_modified(workspace),
        text=document.text,
        underline=_underline(workspace),
        inputs=_inputs(workspace, picture),
        printed=_printed(workspace),
        picture=picture,
        can_export=picture is not None and not picture.dimmed,
        vacancy=_vacancy(workspace),
        message=_message(workspace),
        status=_status(workspace),
        devices=workspace.engine.devices,
        device=document.device,
        dtype=document.dtype,
        torch=workspace.engine.torch,
        can_undo=bool(workspace.history.past),
        can_redo=bool(workspace.history.future),
    )


def is_modified(workspace: Workspace) -> bool:
    """Whether closing would lose text."""
    return workspace.document.text != workspace.saved


def _answer(workspace: Workspace) -> Answer | None:
    """The answer to the document as it stands; the one before while that is on its way."""
    latest = workspace.latest
    if latest is None or latest.document == workspace.document or _is_awaited(workspace):
        return latest
    return None


def _failure(workspace: Workspace) -> Failure | None:
    answer = _answer(workspace)
    return answer.reply.failure if answer else None


def _is_current(workspace: Workspace) -> bool:
    """Whether the newest answer is to the text as it stands, so that its spans point where they should."""
    return workspace.latest is not None and workspace.latest.document.text == workspace.document.text


def _underline(workspace: Workspace) -> Underline | None:
    failure = _failure(workspace)
    if failure is None or failure.span is None or not _is_current(workspace):
        return None
    return Underline(failure.span, f"{failure.message} {failure.hint}".strip())


def _picture(workspace: Workspace) -> Picture | None:
    shown = workspace.shown
    if shown is None or shown.reply.trace is None or shown.reply.layout is None:
        return None
    dimmed = _failure(workspace) is not None or not (_is_shown(workspace) or _is_awaited(workspace))
    return Picture(shown.reply.trace, shown.reply.layout, dimmed)


def _is_shown(workspace: Workspace) -> bool:
    """Whether the graph on screen is that of the document as it stands."""
    return workspace.shown is not None and workspace.shown.document == workspace.document


def _is_awaited(workspace: Workspace) -> bool:
    """Whether an answer to the document as it stands will come in a moment."""
    running = workspace.job.document if workspace.job else None
    queued = workspace.document in (running, workspace.waiting)
    return (queued or workspace.typing) and workspace.engine.phase == "ready"


def _vacancy(workspace: Workspace) -> str:
    if not workspace.document.text.strip():
        return BLANK
    if workspace.engine.phase in ("off", *LOADING):
        return WARMING
    answer = _answer(workspace)
    return NO_GRAPH if answer and answer.reply.failure is None else NO_ANSWER


def _printed(workspace: Workspace) -> tuple[str, ...]:
    answer = _answer(workspace)
    return answer.reply.printed if answer else ()


def _inputs(workspace: Workspace, picture: Picture | None) -> tuple[InputView, ...]:
    filled = {value.name: value for value in workspace.filled}
    given = {value.name: value for value in workspace.document.inputs}
    known = filled | given
    values = (known.get(name, Input(name, (1.0,))) for name in workspace.free)
    trace = picture.trace if picture is not None and not picture.dimmed else None
    return tuple(InputView(value, _grad(trace, value.name)) for value in values)


def _grad(trace: Trace | None, name: str) -> TensorSummary | None:
    leaf = _leaf(trace, name) if trace else None
    return trace.nodes[leaf].grad if trace and leaf is not None else None


def _leaf(trace: Trace, name: str) -> int | None:
    pairs = zip(trace.nodes.kind, trace.nodes.name, strict=True)
    return next((id for id, pair in enumerate(pairs) if pair == ("leaf", name)), None)


def _message(workspace: Workspace) -> Message | None:
    said = _said(workspace)
    is_outdated = workspace.job is not None and workspace.document not in workspace.killers
    return replace(said, outdated=is_outdated) if said else None


def _said(workspace: Workspace) -> Message | None:
    if workspace.engine.phase == "stopped":
        return _about_stop(workspace.death)
    death = workspace.killers.get(workspace.document, workspace.death)
    if death is not None:
        return _about_death(workspace, death)
    failure = _failure(workspace)
    if failure is not None:
        fix = (failure.fix or _conversion(workspace, failure)) if _is_current(workspace) else None
        return Message("error", failure.message, failure.hint, fix, _details(failure))
    notes = _notes(_answer(workspace))
    return Message("note", " ".join(notes)) if notes else None


def _conversion(workspace: Workspace, failure: Failure) -> InputFix | None:
    """A failure without a place in the text may be an input's."""
    return input_fix(workspace) if failure.span is None else None


def _about_stop(death: Death | None) -> Message:
    """How to go on where no new engine starts by itself."""
    if death is None:
        return Message("error", STOPPED, GO_ON, action="restart")
    if death.cause == "interrupted":
        return Message("note", sentence(death), GO_ON, action="restart")
    return Message("error", sentence(death), TOO_MANY, details=death.details, action="restart")


def _about_death(workspace: Workspace, death: Death) -> Message:
    kind = "note" if death.cause == "cancelled" else "error"
    if workspace.document in workspace.killers:
        return Message(kind, sentence(death), NOT_AGAIN, details=death.details, action="run")
    return Message(kind, sentence(death), details=death.details)


def _details(failure: Failure) -> str:
    """The whole of it as one text to copy."""
    place = f"Line {failure.span.line}, column {failure.span.column + 1}" if failure.span else ""
    return "\n".join(filter(None, (place, failure.message, failure.hint)))


def _notes(answer: Answer | None) -> tuple[str, ...]:
    trace = answer.reply.trace if answer else None
    return trace.notes if trace else ()


def _status(workspace: Workspace) -> Status:
    if workspace.job is not None:
        return Status("running", workspace.job.since)
    return Status(workspace.engine.phase, workspace.engine.since, _fault(workspace))


def _fault(workspace: Workspace) -> str:
    """Where the text is wrong."""
    failure = _failure(workspace)
    if failure is None or not _is_current(workspace) or workspace.engine.phase != "ready":
        return ""
    return f"Error in line {failure.span.line}" if failure.span else "Error"
