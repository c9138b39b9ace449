from dataclasses import replace

from tests.core.traces import run, trace_of

from nablascope.core.language.span import Span
from nablascope.core.layout.keys import stable_keys


def keys(code, **inputs):
    return stable_keys(run(code, **inputs))


def moved_down(trace):
    """The same program with an empty line typed above it."""
    rows = [replace(row, span=lower(row.span)) for row in trace.nodes]
    return trace_of(rows, list(trace.edges), trace.output_node)


def lower(span):
    return Span(span.line + 1, span.column, span.end_line + 1, span.end_column)


def test_every_node_has_a_key_of_its_own():
    all_keys = keys("y = x*x + x*x + 1 + 1", x=2.0)

    assert len(set(all_keys)) == len(all_keys)


def test_keys_survive_an_operation_around_the_whole():
    assert set(keys("y = a*b", a=1.0, b=2.0)) < set(keys("y = sin(a*b)", a=1.0, b=2.0))


def test_keys_survive_another_number_in_the_text():
    assert keys("y = x**2", x=3.0) == keys("y = x**35", x=3.0)


def test_keys_survive_a_line_typed_above():
    trace = run("y = x**2", x=3.0)

    assert stable_keys(moved_down(trace)) == stable_keys(trace)


def test_keys_tell_operands_apart():
    assert keys("y = a - b", a=1.0, b=2.0) != keys("y = b - a", a=1.0, b=2.0)
