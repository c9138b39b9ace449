"""`Interpreter`: what runs a text, whichever language it is in."""

from collections.abc import Mapping
from typing import Protocol

import torch

from nablascope.core.language.failure import Fix
from nablascope.engine.inputs import Free
from nablascope.engine.language.run import Run
from nablascope.engine.record import Recorder


class Interpreter(Protocol):
    """Runs one text, heard by its recorder."""

    @property
    def recorder(self) -> Recorder:
        """What hears the run."""
        ...

    @property
    def free(self) -> Free:
        """The text's free names, as in `Program`."""
        ...

    def run(self, inputs: Mapping[str, torch.Tensor]) -> Run:
        """Runs the text on a tensor for each free name; a failure is part of the answer."""
        ...

    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the graph."""
        ...

    def suggestion(self) -> Fix | None:
        """A change of the text that its notes ask about, or None."""
        ...
