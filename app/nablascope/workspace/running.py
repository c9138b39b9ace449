"""When a document is sent to the engine: one in flight, the newest waiting, a killer never by itself."""

from dataclasses import replace

from nablascope.core.layout.layout import Layout
from nablascope.core.wire.messages import Evaluate
from nablascope.document.document import Document
from nablascope.workspace.commands import EndEngine, RestartEngines, Send, StartEngine
from nablascope.workspace.consent import is_allowed, is_soiled
from nablascope.workspace.events import Cancel, Pause, Restart, Run, Started
from nablascope.workspace.source import is_arranged
from nablascope.workspace.state import LOADING, Job, Step, Workspace
from nablascope.workspace.transport import at


def request(workspace: Workspace, now: float) -> Step:
    """Runs the present document as soon as the engine is free; a blank one clears the picture at once."""
    if not workspace.document.text.strip():
        return Step(_blank(workspace))
    return _next(replace(workspace, typing=False, waiting=workspace.document), now)


def run_waiting(workspace: Workspace, now: float) -> Step:
    """Sends what waits, if the engine is free."""
    return _next(workspace, now)


def pause(workspace: Workspace, event: Pause, now: float) -> Step:
    """The typing paused."""
    return request(workspace, now)


def run(workspace: Workspace, event: Run, now: float) -> Step:
    """Runs also what stopped an engine before: a person asked for it."""
    killers = workspace.killers.items()
    forgiven = {document: death for document, death in killers if document != workspace.document}
    workspace = replace(workspace, killers=forgiven, death=None)
    if workspace.engine.phase == "stopped":
        return _start(replace(workspace, waiting=workspace.document), now)
    return request(workspace, now)


def cancel(workspace: Workspace, event: Cancel, now: float) -> Step:
    """Ends the run in flight, or the loading of torch; the engine's death comes back as an event."""
    busy = workspace.job is not None or workspace.engine.phase in LOADING
    return Step(workspace, (EndEngine(),) if busy else ())


def start(workspace: Workspace, event: Started, now: float) -> Step:
    """The first engine, with the document waiting for it."""
    return _start(request(workspace, now).workspace, now)


def restart(workspace: Workspace, event: Restart, now: float) -> Step:
    """New processes on a person's wish; the run in flight counts as unanswered and runs again."""
    leaving = replace(workspace.engine, phase="off", deaths=())
    started = _start(request(replace(workspace, engine=leaving, job=None), now).workspace, now)
    return Step(started.workspace, (RestartEngines(),))


def _start(workspace: Workspace, now: float) -> Step:
    engine = replace(workspace.engine, phase="warming", since=now, python=None)
    return Step(replace(workspace, engine=engine, death=None), (StartEngine(),))


def _next(workspace: Workspace, now: float) -> Step:
    document = workspace.waiting
    if document is None or document in workspace.killers:
        return Step(replace(workspace, waiting=None))
    if workspace.engine.phase != "ready" or workspace.job is not None:
        return Step(workspace)
    if is_soiled(workspace, document):
        fresh = replace(workspace.engine, phase="restarting", since=now, python=None)
        return Step(replace(workspace, engine=fresh), (StartEngine(),))
    return _send(workspace, document, now)


def _send(workspace: Workspace, document: Document, now: float) -> Step:
    generation = workspace.generation + 1
    python = is_allowed(workspace, document.text)
    message = Evaluate(
        generation,
        document.text,
        document.inputs,
        device=document.device,
        dtype=document.dtype,
        fall_back=True,
        fill=True,
        previous=_drawn(workspace),
        order=document.order,
        wrt=document.wrt,
        python=python,
        down=workspace.down,
    )
    job = Job(generation, document, now, python)
    engine = replace(workspace.engine, python=document.text) if python else workspace.engine
    engaged = replace(workspace, generation=generation, job=job, engine=engine)
    sent = replace(engaged, waiting=None, tidies=False)
    return Step(sent, (Send(message),))


def _drawn(workspace: Workspace) -> Layout | None:
    """The layout of the last run's whole graph, as it is on screen; none where it is to be tidied."""
    if workspace.shown is None or workspace.tidies:
        return None
    reply, seen = workspace.shown.reply, workspace.arrangement
    turned = seen is not None and not seen.grouped and seen.source is reply.trace
    return seen.layout if seen is not None and turned and is_arranged(workspace) else reply.layout


def _blank(workspace: Workspace) -> Workspace:
    bare = replace(workspace, typing=False, waiting=None, death=None)
    bare = replace(bare, transport=at(workspace.transport, None), playback=None)
    return replace(bare, shown=None, latest=None, free=(), filled=(), understood="")
