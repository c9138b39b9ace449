"""What the engine's news do to a workspace."""

from dataclasses import replace

from nablascope.core.wire.messages import Reply
from nablascope.workspace.commands import ReplaceSpare, StartEngine
from nablascope.workspace.death import Cause, Death
from nablascope.workspace.events import BecameReady, Died, Replied, SpareDied
from nablascope.workspace.running import run_waiting
from nablascope.workspace.state import Answer, Engine, Job, Phase, Step, Workspace
from nablascope.workspace.stepping import carried_over
from nablascope.workspace.unread import with_unread

MAX_DEATHS = 3
"""So many deaths within `DEATH_WINDOW` and the engine waits for a person."""

DEATH_WINDOW = 300.0
"""Seconds."""

WANTED: tuple[Cause, ...] = ("cancelled", "interrupted", "deadline")
"""These ends a person, or the clock on a person's program, brought about: the engine is not at fault."""

HOPELESS: tuple[Cause, ...] = ("interrupted", "sandbox")
"""After these ends a new engine would end the same way, or is not wanted."""


def became_ready(workspace: Workspace, event: BecameReady, now: float) -> Step:
    """Runs what was typed while torch loaded."""
    ready = event.ready
    known = replace(workspace.engine, torch=ready.torch, devices=ready.devices, confined=ready.confined)
    return run_waiting(replace(workspace, engine=replace(known, phase="ready", since=now)), now)


def replied(workspace: Workspace, event: Replied, now: float) -> Step:
    """Takes the answer of the run in flight; any other, or one to a text that is gone, is dropped."""
    job = workspace.job
    if job is None or event.reply.generation != job.generation:
        return Step(workspace)
    answered = replace(workspace, job=None)
    if job.document.text == workspace.document.text:
        answered = carried_over(workspace, _answered(answered, Answer(event.reply, job.document, job.python)))
    return (
        _retired(answered, job, event.reply, now) if event.reply.broke_device else run_waiting(answered, now)
    )


def died(workspace: Workspace, event: Died, now: float) -> Step:
    """Blames the run in flight, if any, and starts a new process unless too many died lately."""
    death = replace(event.death, idle=workspace.job is None)
    engine = _after(workspace.engine, death, now)
    mourning = replace(workspace, engine=engine, job=None, death=death)
    blamed = _blamed(mourning, workspace.job, death)
    return Step(blamed, () if engine.phase == "stopped" else (StartEngine(),))


def spare_died(workspace: Workspace, event: SpareDied, now: float) -> Step:
    """Nobody waits for it, so nothing is said; but it counts, and too many deaths leave the engine alone."""
    deaths = _deaths(workspace.engine, event.death, now)
    counted = replace(workspace, engine=replace(workspace.engine, deaths=deaths))
    return Step(counted, () if len(deaths) >= MAX_DEATHS else (ReplaceSpare(),))


def _retired(workspace: Workspace, job: Job, reply: Reply, now: float) -> Step:
    """The device answers no more in this process: another takes its place."""
    death = Death("device", details=reply.failure.message if reply.failure else "")
    return died(replace(workspace, job=job), Died(death), now)


def _answered(workspace: Workspace, answer: Answer) -> Workspace:
    reply = answer.reply
    taken = replace(workspace, latest=answer, death=None, shown=_shown(workspace.shown, answer))
    if reply.is_whole:
        return replace(taken, free=reply.free, filled=reply.inputs, understood=reply.understood)
    return with_unread(taken, reply)


def _shown(before: Answer | None, answer: Answer) -> Answer | None:
    """The last graph outlives a failure that leaves none of its own, and a text that only Python can run.

    It does not outlive a program that ran and has nothing to draw.
    """
    if before is not None and before.python and _needs_python(answer):
        return before
    if answer.reply.trace is not None:
        return answer
    return before if answer.reply.failure is not None and not answer.reply.undrawn else None


def _needs_python(answer: Answer) -> bool:
    """Whether the expression language could not read the text, or has no meaning for it."""
    return not answer.python and (answer.reply.is_python or not answer.reply.is_whole)


def _after(engine: Engine, death: Death, now: float) -> Engine:
    """Only what nobody wanted counts; whoever stopped the loading does not want it again at once."""
    deaths = _deaths(engine, death, now)
    stays_down = death.cause in HOPELESS or len(deaths) >= MAX_DEATHS
    phase: Phase = "stopped" if stays_down else "restarting"
    return replace(engine, phase=phase, since=now, deaths=deaths, python=None)


def _deaths(engine: Engine, death: Death, now: float) -> tuple[float, ...]:
    """The deaths of late that nobody wanted."""
    recent = tuple(time for time in engine.deaths if now - time < DEATH_WINDOW)
    return recent if death.cause in WANTED else (*recent, now)


def _blamed(workspace: Workspace, job: Job | None, death: Death) -> Workspace:
    """Without a run in flight no program is at fault: the present one then runs in the next engine."""
    if job is None:
        return replace(workspace, waiting=workspace.document) if _has_text(workspace) else workspace
    waiting = None if workspace.waiting == job.document else workspace.waiting
    killers = {**workspace.killers, job.document: death}
    return replace(_without_its_past(workspace, job), killers=killers, waiting=waiting)


def _without_its_past(workspace: Workspace, job: Job) -> Workspace:
    """What an earlier run of the same document said says nothing about the one that was stopped."""
    latest = workspace.latest
    if latest is None or latest.document != job.document or latest.reply.generation == job.generation:
        return workspace
    return replace(workspace, latest=replace(latest, superseded=True))


def _has_text(workspace: Workspace) -> bool:
    return bool(workspace.document.text.strip())
