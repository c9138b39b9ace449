"""`Trace`: a recorded graph, and what can be done with it."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nablascope.core.graph import trace as graph
from nablascope.core.graph.node_link import to_json
from nablascope.core.graph.trace_file import save_trace
from nablascope.core.layout.lay_out import lay_out

if TYPE_CHECKING:
    import networkx
    import torch

    from nablascope.engine.code_recording import CodeRecording


class Trace(graph.Trace):
    """A recorded graph with every forward value and every gradient; see `core.graph.trace.Trace`."""

    _origin: "_Origin | None" = None

    def save(self, path: str | Path) -> None:
        """Writes the trace into a file for `nablascope.load` and for the window; it holds no pickles.

        Args:
            path: where to; by custom it ends in ``.nablatrace``.

        Raises:
            OSError: if the file cannot be written.
        """
        save_trace(self, path)

    def gradient_trace(self, wrt: str | None = None) -> "Trace":
        """The graph of the gradient itself: of order 2 for a trace of order 1, and so on.

        The recording must still be there. Of a trace that `trace` made it is, for as long as the trace is.

        Args:
            wrt: the name of the leaf by which to differentiate; by default the first.

        Raises:
            ValueError: if the trace was loaded from a file, its outputs are gone, there is no such leaf, or
                the gradient is a constant.
            RuntimeError: if the recording was closed, and what torch raises, as where a backward pass of
                yours has freed the graph (``retain_graph=True`` keeps it).
        """
        if self._origin is None:
            raise ValueError(
                "this trace was loaded from a file: the tensors it was recorded from are not here"
            )
        gradient = self._origin.code.gradient(self._origin.outputs(), wrt)
        return trace_of(self._origin.code, (gradient,), None, order=self.order + 1, held=True)

    def to_networkx(self) -> "networkx.MultiDiGraph[int]":
        """The graph for networkx; edges run from producer to consumer.

        Raises:
            ValueError: if large tensors are here as previews; record with ``whole=True``.
        """
        from nablascope.core.graph.to_networkx import to_networkx

        return to_networkx(self)

    def to_json(self) -> str:
        """Node-link JSON text in full precision, as ``nablascope trace --json`` prints it.

        Raises:
            ValueError: if large tensors are here as previews; record with ``whole=True``.
        """
        return to_json(self)

    def render(
        self,
        path: str | Path,
        theme: Literal["light", "dark", "print"] = "light",
        scale: float = 2.0,
        background: Literal["paper", "transparent"] = "paper",
        gradient_colours: bool = False,
        direction: Literal["right", "down"] = "right",
    ) -> None:
        """Draws the annotated picture into a ``.png`` or ``.svg`` file.

        Args:
            path: where to; the ending chooses the format.
            theme: ``light``, ``dark``, or ``print`` for white paper.
            scale: pixels a scene unit, of a PNG.
            background: ``paper``, or ``transparent``.
            gradient_colours: whether edges are coloured by how large their share is, with a legend.
            direction: where edges run to: ``right``, or ``down``.

        Raises:
            ValueError: if the ending is neither, or the direction.
            OSError: if the file cannot be written.
        """
        from nablascope.core.scene.theme_file import load_theme
        from nablascope.render.picture import write_picture

        if direction not in ("right", "down"):
            raise ValueError(f"the direction is right or down, not {direction!r}")
        layout = lay_out(self, down=direction == "down")
        colours = load_theme(theme, coloured=gradient_colours)
        write_picture(self, layout, Path(path), colours, scale, background)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a trace was taken from; the outputs of the user's own code are not kept alive."""

    code: "CodeRecording"
    held: "tuple[Callable[[], torch.Tensor | None], ...]"

    def outputs(self) -> "tuple[torch.Tensor, ...]":
        outputs = [output for output in (held() for held in self.held) if output is not None]
        if not outputs or len(outputs) != len(self.held):
            raise ValueError("the outputs of this trace are gone: keep them until their gradient is taken")
        return tuple(outputs)


def trace_of(
    code: "CodeRecording", outputs: "tuple[torch.Tensor, ...]", grad_output: Any, *, order: int, held: bool
) -> Trace:
    """A trace of `outputs` that knows what it was taken from.

    Args:
        code: the recording.
        outputs: what to differentiate; none for what the code's newest backward pass started from.
        grad_output: see `Recording.trace`.
        order: of the gradient whose graph it is.
        held: whether the trace keeps its outputs alive.
    """
    trace = plain_trace(replace(code.trace(outputs, grad_output), order=order))
    keep = tuple((lambda output=output: output) if held else weakref.ref(output) for output in outputs)
    object.__setattr__(trace, "_origin", _Origin(code, keep))
    return trace


def plain_trace(trace: graph.Trace) -> Trace:
    """The same columns as the API's `Trace`."""
    return Trace(**{field.name: getattr(trace, field.name) for field in fields(graph.Trace)})
