"""`confine`: everything the engine gives up, before torch starts its threads."""

import os
import signal
import sys
from contextlib import suppress

from nablascope.engine.sandbox.kernel import SandboxError, process_control
from nablascope.engine.sandbox.landlock import forbid_writing
from nablascope.engine.sandbox.seccomp import forbid_others, forbid_truncating

CONFINED = sys.platform == "linux"
"""Whether this system has the sandbox."""

_PARENT_DEATH_SIGNAL = 1


def confine() -> None:
    """Gives up writing, other programs and processes, and the network; once for all threads.

    The process also ends with its parent.

    Raises:
        SandboxError: if a step fails; then no program may run in this process.
    """
    parent = os.getppid()
    process_control("the parent's end", _PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        raise SandboxError("the parent ended")
    # Without a terminal there is none to type into; a leader of a group has none to leave.
    with suppress(PermissionError):
        os.setsid()
    knows_truncating = forbid_writing()
    forbid_others()
    if not knows_truncating:
        forbid_truncating()
