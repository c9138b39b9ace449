"""Finds the marks of what operations saved for their backward steps."""

from collections.abc import Iterator

from nablascope.core.graph.marks import SAVED_CHANGED, SAVED_FREED
from nablascope.core.graph.trace import Trace


def saved_marks(trace: Trace) -> Iterator[tuple[int, str]]:
    """The nodes and their marks.

    Where everything is freed nothing is marked: so it is after every usual backward pass.
    """
    states = _tensor_states(trace)
    some_are_held = "held" in states
    first = trace.node_columns.saved_from.view()
    for id in range(len(trace.nodes)) if {"modified", "freed"} & {*states} else ():
        own = states[first[id] : first[id + 1]]
        if "modified" in own:
            yield id, SAVED_CHANGED
        if some_are_held and "freed" in own:
            yield id, SAVED_FREED


def _tensor_states(trace: Trace) -> list[str | None]:
    """Of each saved tensor its state; None for a setting, which is held whatever happens."""
    saved = trace.node_columns.saved
    return [state if text is None else None for state, text in zip(saved.state, saved.text, strict=True)]
