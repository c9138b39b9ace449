"""`Sites`: what a recorder asks for the place of each operation."""

from typing import Protocol

from nablascope.engine.watcher import Site


class Sites(Protocol):
    """Knows where in the program an operation stands."""

    def locate(self) -> Site | None:
        """The site of the operation that is about to run."""
        ...

    def made(self, sequence: int) -> None:
        """The operation last located made the node of this sequence number."""
        ...


class ToldSites:
    """The site that an evaluator told last."""

    def __init__(self) -> None:
        self.site: Site | None = None

    def locate(self) -> Site | None:
        """See `Sites.locate`."""
        return self.site

    def made(self, sequence: int) -> None:
        """See `Sites.made`; an evaluator binds names itself."""
