"""What a person's word about Python mode does to a workspace."""

from dataclasses import replace

from nablascope.workspace.commands import ForgetAllowed, RememberAllowed
from nablascope.workspace.consent import digest
from nablascope.workspace.events import AllowPython, ForgetPython, Run
from nablascope.workspace.running import request, run
from nablascope.workspace.state import Step, Workspace


def python_allowed(workspace: Workspace, event: AllowPython, now: float) -> Step:
    """Runs the text as Python, if it is still the one that the person spoke of."""
    if event.text != workspace.document.text:
        return Step(workspace)
    name = digest(event.text)
    trusting = replace(workspace, allowed=workspace.allowed | {name}, trusted=event.text)
    step = run(trusting, Run(), now)
    return Step(step.workspace, (RememberAllowed(name), *step.commands))


def python_forgotten(workspace: Workspace, event: ForgetPython, now: float) -> Step:
    """From now on every text runs in the expression language, the present one too."""
    step = request(replace(workspace, allowed=frozenset(), trusted=""), now)
    return Step(step.workspace, (ForgetAllowed(), *step.commands))
