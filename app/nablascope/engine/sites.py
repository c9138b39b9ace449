"""`Sites`: what a recorder asks for the place of each operation."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from nablascope.engine.modules import ModulePaths, ModuleTracker
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
    """The site that an evaluator told last, in the module that runs."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self._paths = ModulePaths(labelled=True)
        self._modules = ModuleTracker(self._paths)

    def following(self) -> AbstractContextManager[None]:
        """Hears, while entered, which module runs."""
        return self._modules.following()

    def label(self, variables: Mapping[str, object]) -> None:
        """Calls modules by the variables that hold them."""
        self._paths.label(variables)

    def release(self) -> None:
        """Lets go of the modules that ran."""
        self.site = None
        self._paths.release()

    def locate(self, newest: object) -> Site | None:
        """See `Sites.locate`."""
        site, place = self.site, self._modules.place
        return site if site is None or place is None else replace(site, place=place)

    def made(self, code: Code) -> None:
        """See `Sites.made`; an evaluator binds names itself."""
