"""What can happen to the places of nodes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pinned:
    """A person dragged the node with that stable key so far from where it was on screen."""

    key: str
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Tidy:
    """A person wants the graph laid out as if it had never been on screen, and nothing dragged."""


PlaceEvent = Pinned | Tidy
