"""A card in the hand takes its edges along; the picture that is left has neither."""

import pytest
from tests.core.layout.test_lay_out import loop
from tests.core.traces import run
from tests.stepped import LIGHT

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.display_list import Label
from nablascope.core.scene.lifted import left_behind, lift
from nablascope.core.scene.parts import gradients_of, parts_of


def drawn(trace):
    parts = parts_of(trace, lay_out(trace), LIGHT)
    return parts, gradients_of(parts, trace.edge_columns.grad)


@pytest.fixture
def sine():
    """x → sin → y = sin·x."""
    return drawn(run("s = sin(x)\ny = s*x", x=1.0))


def test_its_lines_begin_and_end_at_it_and_stay_with_the_others(sine):
    parts, gradients = sine
    held = lift(parts, gradients, 1)
    still, moved = held.lines((0.0, 0.0)), held.lines((10.0, 20.0))

    assert len(held.starting) == len(held.ending) == 2, "a value and a share each"
    for before, now in zip(still[:2], moved[:2], strict=True):
        x, y = before.points[0]
        assert (now.points[0], now.points[-1]) == ((x + 10.0, y + 20.0), before.points[-1])
    for before, now in zip(still[2:], moved[2:], strict=True):
        x, y = before.points[-1]
        assert (now.points[0], now.points[-1]) == (before.points[0], (x + 10.0, y + 20.0))


def test_what_is_left_has_the_other_cards_and_their_edges_alone(sine):
    parts, gradients = sine
    rest = left_behind(parts, gradients, 1)

    texts = {item.text for item in rest.items if isinstance(item, Label)}
    assert "SinBackward0" not in texts
    assert "MulBackward0" in texts
    assert not set(lift(parts, gradients, 1).card) & set(rest.items)
    ends = {item.points[-1] for item in rest.items if hasattr(item, "points")}
    x, y = parts.layout.positions[1]
    assert not any(px == x and y <= py <= y + parts.layout.sizes[1][1] for px, py in ends)


def test_a_line_from_a_chip_goes_along_as_a_whole():
    trace = loop(20)
    parts, gradients = drawn(trace)
    edge = parts.layout.chips[0]
    held = lift(parts, gradients, trace.edges.target[edge])

    assert parts.values[edge] in held.going
    assert parts.values[edge] not in lift(parts, gradients, trace.edges.source[edge]).starting
