"""What is said when nothing follows since an operation stopped the run."""

from nablascope.core.graph.trace import Trace
from nablascope.core.scene.narrated import Words
from nablascope.core.scene.narrated_names import operation
from nablascope.core.scene.text import elided

_LONGEST_MESSAGE = 160
_ENDS = (".", "!", "?")


def narrate_end(trace: Trace) -> Words:
    """`` Then exp stopped: …``; nothing where no operation did."""
    if trace.failure is None or trace.failed_node is None:
        return ()
    message = elided(" ".join(trace.failure.message.split()), _LONGEST_MESSAGE)
    stop = "" if message.endswith(_ENDS) else "."
    return (f" Then {operation(trace.nodes[trace.failed_node])} stopped: {message}{stop}",)
