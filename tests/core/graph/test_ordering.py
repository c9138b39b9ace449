"""In which order the outline's rows stand."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.measures import measure
from nablascope.core.graph.ordering import Order, ordered

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)


def order(trace, column: str, descending: bool = False) -> list[int]:
    return ordered(trace, measure(trace.tensors), range(len(trace.nodes)), Order(column, descending))


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("number", [X, CONSTANT, DIVISION, SIN]),
        ("node", [CONSTANT, X, SIN, DIVISION]),
        ("operation", [DIVISION, SIN, X, CONSTANT]),
        ("value", [SIN, CONSTANT, DIVISION, X]),
        ("gradient", [DIVISION, X, SIN, CONSTANT]),
        ("line", [X, CONSTANT, DIVISION, SIN]),
    ],
)
def test_a_column_puts_its_rows_in_order(column, ids):
    assert order(SINE, column) == ids


def test_the_other_way_round_what_has_no_entry_still_comes_last():
    assert order(SINE, "number", descending=True) == [SIN, DIVISION, CONSTANT, X]
    assert order(SINE, "gradient", descending=True) == [SIN, X, DIVISION, CONSTANT]


def test_shapes_are_sorted_by_their_dimensions_and_sizes():
    values = [tensor(shape=(10, 2)), tensor(shape=(9,)), None, tensor(1.0), tensor(shape=(9, 3))]
    trace = trace_of([node(id, value=value) for id, value in enumerate(values)], [])
    assert order(trace, "shape") == [3, 1, 4, 0, 2]


def test_modules_count_as_people_do():
    rows = [node(id, value=tensor(1.0)) for id in range(3)]
    named = zip(rows, ("layers.10.b", "layers.2", None), strict=True)
    trace = trace_of([row_in(row, module) for row, module in named], [])
    assert order(trace, "module") == [1, 0, 2]


def row_in(row, module):
    return replace(row, module=module)


@given(st.lists(st.none() | st.floats(width=32), max_size=8), st.booleans())
def test_numbers_are_sorted_and_equal_ones_keep_their_order(numbers, descending):
    rows = [node(id, grad=None if n is None else tensor(n)) for id, n in enumerate(numbers)]
    trace = trace_of(rows, [])
    known = [id for id, n in enumerate(numbers) if n is not None and not math.isnan(n)]
    sign = -1 if descending else 1
    expected = sorted(known, key=lambda id: (sign * numbers[id], id))
    rest = [id for id in range(len(numbers)) if id not in known]
    assert order(trace, "gradient", descending) == expected + rest


def test_a_tensor_stands_where_its_largest_absolute_value_does():
    grads = [tensor(-5.0, 1.0, shape=(2,)), tensor(2.0), tensor(-7.0)]
    trace = trace_of([node(id, grad=grad) for id, grad in enumerate(grads)], [])
    assert order(trace, "gradient") == [2, 1, 0]
