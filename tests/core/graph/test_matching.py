"""Which nodes a search finds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scene.marked_traces import cut_trace, marked_trace, rich_trace, several_outputs_trace
from tests.core.traces import node, run, tensor, trace_of

from nablascope.core.graph.matching import matches
from nablascope.core.graph.measures import measure
from nablascope.core.graph.query import parse
from nablascope.core.graph.tensor import Statistics

SINE = run("y = torch.sin(x / 2**1.5)", x=100.0)
X, CONSTANT, DIVISION, SIN = range(4)


def found(trace, text: str) -> list[int]:
    return matches(trace, measure(trace.tensors), parse(text))


def with_tensors(*pairs):
    """A trace of nodes that have no more than a value and a gradient."""
    return trace_of(
        [node(id, function="mul", value=one, grad=grad) for id, (one, grad) in enumerate(pairs)], []
    )


def test_a_blank_search_finds_every_node():
    assert found(SINE, "") == [X, CONSTANT, DIVISION, SIN]


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("x", [X]),
        ("SIN", [SIN]),
        ("backward0", [DIVISION, SIN]),
        ("÷", [DIVISION]),
        ("leaf", [X]),
        ("constant", [CONSTANT]),
        ("nowhere", []),
        ("backward0 y", [SIN]),
    ],
)
def test_words_are_found_in_names_and_operations(text, nodes):
    assert found(SINE, text) == nodes


def test_a_module_is_found_by_a_part_of_its_path():
    trace = rich_trace()
    assert found(trace, "encoder") == [one.id for one in trace.nodes if one.module]


def test_a_mark_is_found_by_its_word():
    trace = marked_trace("kink", "in-place", hooks=("doubles",))
    for word in ("kink", "in-place", "hook"):
        assert found(trace, word) == [DIVISION]
    assert found(trace, "tie") == []
    assert found(cut_trace(), "cut") == [2]


def test_a_shape_is_found_also_where_one_size_is_open():
    trace = with_tensors(
        (tensor(shape=(3, 4)), None), (tensor(1.0), None), (tensor(shape=(3, 5)), None), (None, tensor(1.0))
    )
    assert found(trace, "shape:3x4") == [0]
    assert found(trace, "shape:3x*") == [0, 2]
    assert found(trace, "shape:()") == [1, 3]


def test_one_large_element_is_enough_and_all_must_be_equal():
    trace = with_tensors(
        (tensor(-3.0, 0.5, shape=(2,)), None), (tensor(0.0, 0.0, shape=(2,)), tensor(0.0)), (None, None)
    )
    assert found(trace, "value > 0.4") == [0]
    assert found(trace, "value < -2") == [0]
    assert found(trace, "|value| >= 3") == [0]
    assert found(trace, "|value| < 3") == [1]
    assert found(trace, "value = 0") == [1]
    assert found(trace, "value != 0") == [0]
    assert found(trace, "zero") == [1]


def test_a_number_is_found_as_its_card_shows_it():
    trace = with_tensors((tensor(0.41614684), None), (tensor(0.1), None))
    assert found(trace, "value = 0.4161") == [0]
    assert found(trace, "value = 0.4162") == []
    assert found(trace, "value = 0.1") == [1]


def test_nan_and_infinity_are_found_in_values_and_in_gradients():
    nan, inf = tensor(math.nan, 1.0, shape=(2,)), tensor(-math.inf)
    trace = with_tensors((nan, None), (tensor(1.0), nan), (inf, tensor(2.0)), (tensor(1.0), tensor(1.0)))
    assert found(trace, "nan") == [0, 1]
    assert found(trace, "inf") == [2]
    assert found(trace, "|value| > 1e30") == [2]
    assert found(trace, "value = -inf") == [2]
    assert found(trace, "value = 1") == [1, 3], "a NaN beside it equals nothing"


def test_a_tensor_that_is_not_here_whole_is_found_by_its_statistics():
    calm = Statistics(-2.0, 7.0, 0.0, 1.0, 9.0, 0, 0, 0)
    large = replace(tensor(1.0, shape=(1000,)), statistics=calm)
    wild = replace(large, statistics=replace(calm, nan=3, infinite=1))
    trace = with_tensors((large, None), (wild, None))
    assert found(trace, "value > 6") == [0, 1]
    assert found(trace, "|value| > 1e9") == [1]
    assert found(trace, "nan inf") == [1]


def test_complex_numbers_count_by_their_absolute_value():
    trace = with_tensors((tensor("(3+4j)", dtype="complex64"), None))
    assert found(trace, "value = 5") == [0]
    assert found(trace, "|value| > 5") == []


def test_any_output_of_a_node_can_be_the_one():
    assert found(several_outputs_trace(), "value = 5") == [1]
    assert found(several_outputs_trace(), "value = 4") == [2]


NUMBERS = st.floats(width=32) | st.sampled_from([0.0, -0.0, 1.0, -1.0])
TENSORS = st.none() | st.lists(NUMBERS, max_size=3).map(lambda row: tensor(*row, shape=(len(row),)))
COMPARISONS = {
    ">": lambda numbers, c: any(n > c for n in numbers),
    ">=": lambda numbers, c: any(n >= c for n in numbers),
    "<": lambda numbers, c: any(n < c for n in numbers),
    "<=": lambda numbers, c: any(n <= c for n in numbers),
}


@given(st.lists(TENSORS, min_size=1, max_size=6), st.sampled_from(sorted(COMPARISONS)), NUMBERS)
def test_a_comparison_finds_what_comparing_element_by_element_finds(values, operator, number):
    if math.isnan(number):
        return
    trace = with_tensors(*((value, None) for value in values))
    expected = [id for id, one in enumerate(values) if one and COMPARISONS[operator](one.values, number)]
    assert found(trace, f"value {operator} {number!r}") == expected


@given(st.lists(TENSORS, min_size=1, max_size=6), st.floats(0, width=32, allow_nan=False))
def test_a_small_gradient_is_small_in_every_element(grads, number):
    trace = with_tensors(*((None, grad) for grad in grads))
    expected = [
        id
        for id, one in enumerate(grads)
        if one and (known := [abs(n) for n in one.values if not math.isnan(n)]) and max(known) < number
    ]
    assert found(trace, f"|grad| < {number!r}") == expected


@given(st.lists(st.sampled_from(["x", "leaf", "value > 1", "grad < 0", "nan", "÷", "shape:()"]), max_size=4))
def test_more_conditions_never_find_more_nodes(conditions):
    whole = found(SINE, " ".join(conditions))
    assert whole == [id for id in range(4) if all(id in found(SINE, one) for one in conditions)]
