"""`nodes_at`: which nodes a place in the program's text made."""

from nablascope.core.graph.columns import NOTHING
from nablascope.core.graph.node_columns import SPAN_WIDTH
from nablascope.core.graph.trace import Trace

_Stretch = tuple[int, int, int, int]


def nodes_at(trace: Trace, line: int, column: int) -> tuple[int, ...]:
    """The nodes of the innermost expression around a place, in the order in which they ran.

    An expression in a loop makes several. Nodes that another file wrote do not count.

    Args:
        trace: the graph.
        line: counts from 1.
        column: between characters, from 0.
    """
    spans, files = trace.node_columns.spans.view(), trace.node_columns.file.index
    numbers = (spans[part::SPAN_WIDTH] for part in range(SPAN_WIDTH))
    around: dict[_Stretch, list[int]] = {}
    for id, (file, *span) in enumerate(zip(files, *numbers, strict=True)):
        first, start, last, end = span
        if file == NOTHING and first != NOTHING and (first, start) <= (line, column) <= (last, end):
            around.setdefault((first, start, last, end), []).append(id)
    return tuple(around[min(around, key=_extent)]) if around else ()


def _extent(span: _Stretch) -> tuple[int, int]:
    first, start, last, end = span
    return last - first, end - start
