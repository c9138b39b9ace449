"""How wide the outline's columns are; pure."""

from collections.abc import Iterable

from nablascope.core.graph.ordering import Column

_DIGIT = 8
_PADDING = 30

_USUAL: dict[Column, int] = {
    "node": 128,
    "operation": 144,
    "shape": 72,
    "value": 118,
    "gradient": 118,
    "module": 128,
    "line": 48,
}
_LEAST: dict[Column, int] = {"node": 60, "operation": 64, "shape": 66, "module": 64}
"""What can be read without its end; numbers are never cut."""


def widths(shown: Iterable[Column], nodes: int, room: int) -> dict[Column, int]:
    """The width of each of the columns `shown`.

    Args:
        shown: the columns.
        nodes: how many the graph has.
        room: pixels; where there is too little, the columns of words give way.
    """
    usual: dict[Column, int] = {
        column: _USUAL.get(column, len(str(nodes)) * _DIGIT + _PADDING) for column in shown
    }
    give = {column: usual[column] - least for column, least in _LEAST.items() if column in usual}
    missing = min(max(sum(usual.values()) - room, 0), sum(give.values()))
    return {
        column: width - (-(-give[column] * missing // sum(give.values())) if column in give else 0)
        for column, width in usual.items()
    }
