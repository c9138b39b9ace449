"""`Sites`: what a recorder asks for the place of each operation."""

from typing import Protocol

from nablascope.engine.operation import Code
from nablascope.engine.watcher import Site


class Sites(Protocol):
    """Knows where in the program an operation stands."""

    def locate(self, newest: object) -> Site | None:
        """The site of the operation that is about to run.

        Args:
            newest: what the operation before it gave, the same that `made` named; or None.
        """
        ...

    def made(self, code: Code) -> None:
        """The operation last located gave what this names."""
        ...


class ToldSites:
    """The site that an evaluator told last."""

    def __init__(self) -> None:
        self.site: Site | None = None

    def locate(self, newest: object) -> Site | None:
        """See `Sites.locate`."""
        return self.site

    def made(self, code: Code) -> None:
        """See `Sites.made`; an evaluator binds names itself."""
