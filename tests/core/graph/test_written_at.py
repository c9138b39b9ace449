"""Which nodes a place in the program's text made."""

from dataclasses import replace

from tests.core.traces import node, tensor, trace_of

from nablascope.core.graph.written_at import nodes_at
from nablascope.core.language.span import Span


def written(*spans, file=None):
    rows = [replace(node(id, value=tensor(1.0)), span=span, file=file) for id, span in enumerate(spans)]
    return trace_of(rows, [])


INNER, OUTER, BELOW = Span(1, 4, 1, 9), Span(1, 0, 1, 12), Span(2, 0, 4, 1)


def test_the_innermost_expression_around_the_place_counts():
    trace = written(OUTER, INNER, BELOW)
    assert nodes_at(trace, 1, 5) == (1,)
    assert nodes_at(trace, 1, 11) == (0,)
    assert nodes_at(trace, 3, 40) == (2,)


def test_both_ends_of_an_expression_belong_to_it():
    trace = written(INNER)
    assert [nodes_at(trace, 1, column) for column in (3, 4, 9, 10)] == [(), (0,), (0,), ()]


def test_an_expression_in_a_loop_made_several():
    assert nodes_at(written(INNER, OUTER, INNER), 1, 5) == (0, 2)


def test_what_has_no_place_in_this_text_is_not_found():
    assert nodes_at(written(None), 1, 0) == ()
    assert nodes_at(written(INNER, file="other.py"), 1, 5) == ()
