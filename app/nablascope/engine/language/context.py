"""What one evaluation carries along."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nablascope.core.language.span import Span
from nablascope.core.language.spans import Source
from nablascope.engine.language.budget import Budget
from nablascope.engine.language.printing import Printer
from nablascope.engine.watcher import Watcher


@dataclass(frozen=True, slots=True)
class Context:
    """One run's collaborators, and the names bound so far.

    Attributes:
        bound: where each name was last given its value; inputs are not in it.
    """

    source: Source
    names: dict[str, object]
    dictionary: Mapping[str, object]
    watcher: Watcher
    printer: Printer
    budget: Budget
    bound: dict[str, Span] = field(default_factory=dict[str, Span])
