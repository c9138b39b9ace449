"""`message`: the one thing a person must know now; pure."""

from dataclasses import replace

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.trace import Trace
from nablascope.core.language.failure import Failure, Fix
from nablascope.document.document import InputFix
from nablascope.workspace.consent import awaits_word
from nablascope.workspace.death import Death, remedy, sentence
from nablascope.workspace.input_fix import input_fix
from nablascope.workspace.picture import answer, failure, fault, is_current
from nablascope.workspace.state import Workspace
from nablascope.workspace.view_state import Message

NOT_AGAIN = "it is not run again by itself: change it, or choose Run again"
STOPPED = "the engine is stopped"
TOO_MANY = "it stopped several times in a few minutes: choose Restart engine to go on"
NEEDS_LANDLOCK = (
    "it needs Linux 5.13 or later with Landlock; to run programs without it, start Nablascope with"
    " NABLASCOPE_SANDBOX=off"
)
GO_ON = "choose Restart engine to go on"
SO_FAR = "The graph shows what ran until then"
OF_THE_LAST = "its gradients are those of the last result"
UP_TO_THERE = "its gradients are those up to where the backward pass stopped"
AS_PYTHON = "to run it as it is, choose Run as Python, if you trust this text"
CHANGED = "changed: Ctrl+Return runs it as Python"
BEFORE = "what is shown is of the text as it was before"
NONE_YET = "it has no gradients yet"
FIRST_BAD = "A NaN or an infinity appears in this run."


def message(workspace: Workspace) -> Message | None:
    """The most urgent of all there is to say."""
    said = _said(workspace)
    is_about_a_run = not workspace.refusal and workspace.document not in workspace.killers
    is_outdated = workspace.job is not None and is_about_a_run
    return replace(said, outdated=is_outdated) if said else None


def _said(workspace: Workspace) -> Message | None:
    if workspace.recording is not None and workspace.recording.problem:
        return Message(
            "error", f"{workspace.recording.name} could not be opened", workspace.recording.problem
        )
    if workspace.refusal:
        return Message("error", workspace.refusal.why, workspace.refusal.hint)
    if workspace.recording is None:
        if workspace.engine.phase == "stopped":
            return _about_stop(workspace.death)
        death = workspace.killers.get(workspace.document, workspace.death)
        if death is not None:
            return _about_death(workspace, death)
    failed = failure(workspace)
    return _about_trace(workspace) if failed is None else _about_failure(workspace, failed)


def _about_failure(workspace: Workspace, failed: Failure) -> Message:
    if fault(workspace) is None:
        fix = _conversion(workspace, failed) if is_current(workspace) else None
        return Message("note", failed.message, failed.hint, fix)
    fix = (failed.fix or _conversion(workspace, failed)) if is_current(workspace) else None
    trace = _trace(workspace)
    notes = (" ".join(trace.notes) or _so_far(trace)) if trace else ""
    node = trace.failed_node if trace else None
    said = Message("error", failed.message, failed.hint, fix, _details(failed), notes=notes, node=node)
    return _with_offer(workspace, said)


def _with_offer(workspace: Workspace, said: Message) -> Message:
    """Python mode is offered where it could help, and asked for where a person has not allowed it before."""
    if not is_current(workspace) or workspace.latest is None or not workspace.latest.reply.is_python:
        return said
    if awaits_word(workspace):
        return Message("note", CHANGED, BEFORE, action="run_python")
    hint = "; ".join(filter(None, (said.hint, AS_PYTHON)))
    return replace(said, hint=hint, action="ask_python")


def _so_far(trace: Trace) -> str:
    if all(grad == NOTHING for grad in trace.node_columns.grad):
        return f"{SO_FAR}; {NONE_YET}."
    return f"{SO_FAR}; {OF_THE_LAST if trace.failed_node is None else UP_TO_THERE}."


def _about_trace(workspace: Workspace) -> Message | None:
    trace = _trace(workspace)
    if trace is None:
        return None
    node = trace.first_bad_grad if trace.first_bad_value is None else trace.first_bad_value
    text = " ".join(trace.notes) or (FIRST_BAD if node is not None else "")
    return Message("note", text, fix=_suggestion(workspace), node=node) if text else None


def _suggestion(workspace: Workspace) -> Fix | None:
    latest = workspace.latest if is_current(workspace) else None
    return latest.reply.suggestion if latest else None


def _conversion(workspace: Workspace, failure: Failure) -> InputFix | None:
    """A failure without a place in the text may be an input's."""
    return input_fix(workspace) if failure.span is None else None


def _about_stop(death: Death | None) -> Message:
    """How to go on where no new engine starts by itself."""
    if death is None:
        return Message("error", STOPPED, GO_ON, action="restart")
    if death.cause == "interrupted":
        return Message("note", sentence(death), GO_ON, action="restart")
    if death.cause == "sandbox":
        return Message("error", sentence(death), NEEDS_LANDLOCK, details=death.details, action="restart")
    return Message("error", sentence(death), TOO_MANY, details=death.details, action="restart")


def _about_death(workspace: Workspace, death: Death) -> Message:
    kind = "note" if death.cause == "cancelled" else "error"
    if workspace.document in workspace.killers:
        hint = "; ".join(filter(None, (NOT_AGAIN, remedy(death))))
        return Message(kind, sentence(death), hint, details=death.details, action="run")
    return Message(kind, sentence(death), remedy(death), details=death.details)


def _details(failure: Failure) -> str:
    """The whole of it as one text to copy."""
    place = f"Line {failure.span.line}, column {failure.span.column + 1}" if failure.span else ""
    return "\n".join(filter(None, (place, failure.message, failure.hint, failure.details)))


def _trace(workspace: Workspace) -> Trace | None:
    """The graph the message is about."""
    if workspace.recording is not None:
        return workspace.recording.trace
    found = answer(workspace)
    return found.reply.trace if found else None
