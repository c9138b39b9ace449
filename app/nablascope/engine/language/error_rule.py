"""`Rule`: what torch or Python says when something goes wrong, and what a teacher would say instead."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Torch's wording, what is said instead (with the pattern's groups), and what to do."""

    pattern: re.Pattern[str]
    message: str
    hint: str


def rule(pattern: str, message: str, hint: str) -> Rule:
    """A rule for what matches `pattern`, in upper or lower case and over several lines."""
    return Rule(re.compile(pattern, re.IGNORECASE | re.DOTALL), message, hint)
