"""When a document is sent to the engine: one in flight, the newest waiting, a killer never by itself."""

from dataclasses import replace

from nablascope.core.wire.messages import Evaluate
from nablascope.document.document import Document
from nablascope.workspace.commands import CancelRun, Send, StartEngine
from nablascope.workspace.events import Cancel, Pause, Restart, Run, Started
from nablascope.workspace.state import Job, Step, Workspace


def request(workspace: Workspace, now: float) -> Step:
    """Runs the present document as soon as the engine is free; a blank one clears the picture at once."""
    document = workspace.document
    if not document.text.strip():
        return Step(_blank(workspace))
    return _next(replace(workspace, waiting=document), now)


def run_waiting(workspace: Workspace, now: float) -> Step:
    """Sends what waits, if the engine is free."""
    return _next(workspace, now)


def pause(workspace: Workspace, event: Pause, now: float) -> Step:
    """The typing paused."""
    return request(workspace, now)


def run(workspace: Workspace, event: Run, now: float) -> Step:
    """Runs also what stopped an engine before: a person asked for it."""
    forgiven = workspace.killers - {workspace.document}
    workspace = replace(workspace, killers=forgiven)
    if workspace.engine.phase == "stopped":
        return _start(replace(workspace, waiting=workspace.document), now)
    return request(workspace, now)


def cancel(workspace: Workspace, event: Cancel, now: float) -> Step:
    """Ends the run in flight; its death comes back as an event."""
    return Step(workspace, (CancelRun(),) if workspace.job else ())


def start(workspace: Workspace, event: Started, now: float) -> Step:
    """The first engine, with the document waiting for it."""
    return _start(request(workspace, now).workspace, now)


def restart(workspace: Workspace, event: Restart, now: float) -> Step:
    """A new process on a person's wish; the run in flight counts as unanswered and runs again."""
    leaving = replace(workspace.engine, phase="off", deaths=())
    return _start(request(replace(workspace, engine=leaving, job=None), now).workspace, now)


def _start(workspace: Workspace, now: float) -> Step:
    engine = replace(workspace.engine, phase="warming", since=now)
    return Step(replace(workspace, engine=engine, death=None), (StartEngine(),))


def _next(workspace: Workspace, now: float) -> Step:
    document = workspace.waiting
    if document is None or document in workspace.killers:
        return Step(replace(workspace, waiting=None))
    if workspace.engine.phase != "ready" or workspace.job is not None:
        return Step(workspace)
    return _send(workspace, document, now)


def _send(workspace: Workspace, document: Document, now: float) -> Step:
    generation = workspace.generation + 1
    layout = workspace.shown.reply.layout if workspace.shown else None
    message = Evaluate(
        generation,
        document.text,
        document.inputs,
        device=document.device,
        dtype=document.dtype,
        fill=True,
        previous=layout,
    )
    job = Job(generation, document, now)
    return Step(replace(workspace, generation=generation, job=job, waiting=None), (Send(message),))


def _blank(workspace: Workspace) -> Workspace:
    return replace(workspace, waiting=None, shown=None, latest=None, death=None, free=(), filled=())
