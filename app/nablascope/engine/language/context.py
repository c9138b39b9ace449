"""What one evaluation carries along."""

from collections.abc import Mapping
from dataclasses import dataclass

from nablascope.core.language.spans import Source
from nablascope.engine.language.budget import Budget
from nablascope.engine.language.printing import Printer
from nablascope.engine.watcher import Watcher


@dataclass(frozen=True, slots=True)
class Context:
    """One run's collaborators, and the names bound so far."""

    source: Source
    names: dict[str, object]
    dictionary: Mapping[str, object]
    watcher: Watcher
    printer: Printer
    budget: Budget
