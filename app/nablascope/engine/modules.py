"""Which ``nn.Module`` runs: its path, such as ``encoder.layers.0.linear1``, for every operation inside."""

import threading
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor
from torch.nn import Module
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook

from nablascope.engine.torch_private import next_sequence


@dataclass(slots=True, eq=False)
class Root:
    """A module that was called from outside of any other.

    Attributes:
        module: the module itself.
        label: what it is called: its class, counted from the second of a class on, or its variable.
        places: for each module inside, and for itself, its places below; several where it is shared.
        entered: by the path below, the sequence number of the next operation at each call.
    """

    module: Module
    label: str
    places: dict[Module, list["Place"]]
    entered: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    @property
    def owns(self) -> bool:
        """Whether it has parts or parameters, which a second root's could be taken for."""
        return next(self.module.children(), None) is not None or next(self.parameters(), None) is not None

    def parameters(self) -> Iterator[tuple[str, Tensor]]:
        """Its parameters with their names, as `torch.nn.Module.named_parameters` gives them."""
        return self.module.named_parameters()


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A module inside of a root.

    Attributes:
        paths: knows the other roots.
        root: the module that was called from outside.
        below: the path from the root as `torch.nn.Module.named_modules` gives it; empty for the root.
    """

    paths: "ModulePaths" = field(repr=False)
    root: Root = field(repr=False)
    below: str

    @property
    def path(self) -> str:
        """What people read: see `ModulePaths`."""
        return self.paths.full(self.root, self.below)

    @property
    def way(self) -> Iterator[tuple[str, Sequence[int]]]:
        """From the root to here: what each module on the way is called there, and when it was entered."""
        words = self.below.split(".") if self.below else []
        for count in range(len(words) + 1):
            entered = self.root.entered.get(".".join(words[:count]), ())
            yield words[count - 1] if count else self.root.label, entered


class ModulePaths:
    """Gives every module that is called its path.

    Paths are those of ``named_modules`` of the outermost module that was called; this module itself goes
    by its class. Where several outermost modules have parts or parameters, as with ``encoder`` and
    ``decoder`` that a script calls one after the other, the label of each stands before its paths. A shared
    module has the path under the module that called it, the nearest if there are several. A module that
    no other one registered, such as one made inside of ``forward``, goes by its class.

    Args:
        labelled: whether the label of the outermost module stands before every path.
    """

    def __init__(self, *, labelled: bool = False) -> None:
        self._labelled = labelled
        self._roots: dict[Module, Root] = {}
        self._known: dict[Module, Place] = {}
        self._classes: Counter[str] = Counter()
        self._owners = 0

    def place(self, module: Module, caller: Place | None) -> Place:
        """Where `module` stands that `caller` calls; None where no module is running."""
        if caller is None:
            return self._known.get(module) or self._new_root(module)
        places = caller.root.places.get(module) or self._late(module, caller)
        return places[0] if len(places) == 1 else _nearest(places, caller)

    def full(self, root: Root, below: str) -> str:
        """The path of what stands `below` a root."""
        if not below:
            return root.label
        return f"{root.label}.{below}" if self._labelled or self._owners > 1 else below

    def parameters(self) -> Iterator[tuple[str, Tensor]]:
        """Every parameter of every root that was called, with its path."""
        for root in self._roots.values():
            yield from ((self.full(root, name), tensor) for name, tensor in root.parameters())

    def label(self, variables: Mapping[str, object]) -> None:
        """Calls the roots by the variables that hold them."""
        for name, value in variables.items():
            if isinstance(value, Module) and value in self._roots:
                self._roots[value].label = name

    def release(self) -> None:
        """Lets go of every module now: places and roots hold each other."""
        for root in self._roots.values():
            root.places.clear()
        self._roots.clear()
        self._known.clear()

    def _new_root(self, module: Module) -> Place:
        kind = type(module).__name__
        self._classes[kind] += 1
        count = self._classes[kind]
        root = Root(module, kind if count == 1 else f"{kind} {count}", {})
        self._roots[module] = root
        self._read(root)
        self._owners += root.owns
        return root.places[module][0]

    def _read(self, root: Root) -> None:
        places: dict[Module, list[Place]] = {}
        for path, module in root.module.named_modules(remove_duplicate=False):
            place = Place(self, root, path)
            places.setdefault(module, []).append(place)
            self._known.setdefault(module, place)
        root.places |= places

    def _late(self, module: Module, caller: Place) -> list[Place]:
        """A module that was registered since, or nowhere."""
        self._read(caller.root)
        below = f"{caller.below}.{type(module).__name__}".removeprefix(".")
        return caller.root.places.setdefault(module, [Place(self, caller.root, below)])


def _nearest(places: list[Place], caller: Place) -> Place:
    inside = f"{caller.below}." if caller.below else ""
    under = [place for place in places if place.below.startswith(inside)]
    return min(under or places, key=lambda place: place.below.count("."))


class ModuleTracker(threading.local):
    """Follows, in every thread for itself, which module runs.

    Args:
        paths: gives the places, one for all threads.

    Attributes:
        place: of the innermost module that runs in this thread, or None.
    """

    def __init__(self, paths: ModulePaths) -> None:
        self.place: Place | None = None
        self._paths = paths
        self._calls: list[tuple[Module, Place | None]] = []

    @contextmanager
    def following(self) -> Generator[None]:
        """Hears, while entered, every call of a module; costs nothing where no module is called."""
        handles = (
            register_module_forward_pre_hook(self._enter),
            register_module_forward_hook(self._leave, always_call=True),
        )
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(self, module: Module, given: Any) -> None:
        self._calls.append((module, self.place))
        place = self.place = self._paths.place(module, self.place)
        place.root.entered.setdefault(place.below, []).append(next_sequence())

    def _leave(self, module: Module, given: Any, result: Any) -> None:
        """Also ends calls that torch did not announce the end of, as after Ctrl+C."""
        for depth in reversed(range(len(self._calls))):
            called, before = self._calls[depth]
            if called is module:
                self.place = before
                del self._calls[depth:]
                return
