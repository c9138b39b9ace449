"""A closed group on the canvas, in the inspector and in words."""

import pytest
from tests.core.graph.grouped import all_closed
from tests.core.graph.test_grouping import LAYERS, rnn

from core.timeline.runs import played, typed
from nablascope.core.graph.rows import Inside
from nablascope.core.layout.keys import stable_keys
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.card import card, sub_title, title
from nablascope.core.scene.describe import describe
from nablascope.core.scene.display_list import Box, Curve, Label
from nablascope.core.scene.draw import draw
from nablascope.core.scene.film import FilmOptions
from nablascope.core.scene.group_text import range_text
from nablascope.core.scene.inspect_edge import inspect_edge
from nablascope.core.scene.inspect_node import inspect_node
from nablascope.core.scene.inspection import Fact
from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.narration import narrate
from nablascope.core.scene.theme_file import load_theme
from nablascope.core.timeline.moments import count, end_of, moment_at

LIGHT = load_theme("light")

TWO_OUTPUTS = "def f(a):\n    s = torch.sin(a)\n    return s, torch.cos(s)\np, q = f(x * 1)\ny = p * q"
BAD = "def f(a):\n    return torch.sin(torch.sqrt(a) * a)\ny = f(x * -1) * 2"
ZERO = "def f(a):\n    return torch.relu(torch.relu(a))\ny = f(x * -1) * 0"
UNUSED = "def f(a):\n    return torch.sin(torch.cos(a))\nz = f(x * 1)\ny = x * 2"


def folded(text=LAYERS):
    return all_closed(typed(text, x=1.0).trace).trace


def group_of(trace):
    return next(node for node in trace.nodes if node.kind == "group")


def labels(node):
    items = card(node, (0.0, 0.0), (168.0, 92.0), LIGHT)
    return [item.text for item in items if isinstance(item, Label)]


def test_its_card_says_what_it_is_how_much_is_inside_its_value_and_the_range_of_its_gradients():
    node = group_of(folded())
    assert labels(node) == ["model", "14 nodes", "value", "0.5418", "grad", "3e−4 … 1"]
    assert (title(node), sub_title(node)) == ("model", "14 nodes")


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [(0.00123, 0.414, "1.2e−3 … 0.41"), (0.5, 0.5, "0.5"), (2.5, 12345.0, "2.5 … 1.2e4"), (0.0, 0.0, "·")],
)
def test_a_range_takes_little_room(least, most, text):
    assert range_text(Inside(3, least, most)) == text


def test_a_group_whose_gradients_are_all_zero_shows_none():
    assert labels(group_of(folded(ZERO)))[-1] == "·"


def test_its_card_has_a_second_lower_edge():
    items = card(group_of(folded()), (10.0, 20.0), (168.0, 92.0), LIGHT)
    ground, sheet = items[:2]
    assert isinstance(ground, Box)
    assert isinstance(sheet, Curve)
    assert all(y > ground.y + ground.height for _, y in sheet.points)


@pytest.mark.parametrize("text", [LAYERS, TWO_OUTPUTS, BAD, ZERO, UNUSED])
def test_every_step_of_a_run_with_closed_groups_can_be_drawn_and_told(text):
    trace = folded(text)
    layout, run = lay_out(trace), played(trace)
    assert draw(trace, layout, LIGHT).items
    for grain in ("node", "edge"):
        places = range(count(run.timeline, grain) + 1)
        moments = [moment_at(run.timeline, grain, end_of(run.timeline, grain, place)) for place in places]
        assert all(narrate(run.playback, moment).text for moment in moments)
        assert len(list(make_film(trace, layout, LIGHT, FilmOptions(grain=grain)))) >= len(moments)
    assert all(inspect_node(trace, node.id).sections for node in trace.nodes)
    assert all(inspect_edge(trace, index).sections for index in range(len(trace.edges)))


def test_what_happens_in_it_is_said_in_one_sentence_each_way():
    run = played(folded())
    told = [narrate(run.playback, moment_at(run.timeline, "node", k)).text for k in run.timeline.stops]
    assert told[1] == "model: its 14 nodes have run and give 0.5418."
    assert next(text for text in told if text.startswith("model received")).startswith(
        "model received 1.0000. It sends −2.8055e−04 to x through the nodes inside."
    )


def test_the_range_of_gradients_is_shown_only_after_the_group_was_called():
    run = played(folded())
    called = run.words().index("call model") + 1
    ranges = [run.frame(k).node(run.node("model")).inside.most for k in (called - 1, called)]
    assert ranges == [0.0, 1.0]


def test_the_inspector_and_the_tooltip_tell_its_gradients_and_its_label_once():
    trace = folded()
    told = inspect_node(trace, group_of(trace).id)
    assert (told.sign, told.name, told.detail) == ("model", "", "14 nodes")
    facts = [row.label for section in told.sections for row in section.rows if isinstance(row, Fact)]
    assert "gradients inside" in facts
    assert describe(group_of(trace))[0] == "model · 14 nodes"


def test_a_longer_loop_keeps_the_key_of_its_group_and_of_what_uses_it():
    short, long = (stable_keys(all_closed(rnn(steps)).trace) for steps in (3, 5))
    assert short == long
