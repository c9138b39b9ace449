"""`Status` and `PythonView`: what the engine does, and whether as Python."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Status:
    """What the engine does.

    Attributes:
        activity: in one word; ``recorded`` where a trace is shown and nothing runs.
        since: when it began, in seconds.
        fault: where the text is wrong, or empty; said instead of ``ready``.
    """

    activity: Literal["off", "warming", "ready", "running", "restarting", "stopped", "recorded"]
    since: float
    fault: str = ""

    @property
    def can_cancel(self) -> bool:
        """Whether a person can end it."""
        return self.activity in ("running", "warming", "restarting")


@dataclass(frozen=True, slots=True)
class PythonView:
    """Python mode, as far as a person must know.

    Attributes:
        ran: whether the text as it stands ran in it.
        trusted: whether the present text may run in it without a question.
        can_forget: whether there is a text that may.
    """

    ran: bool
    trusted: bool
    can_forget: bool
