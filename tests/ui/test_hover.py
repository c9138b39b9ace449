"""What is told about the picture in words."""

from tests.core.traces import node, tensor, trace_of

from nablascope.core.layout.layout import Layout
from nablascope.core.scene.theme_file import load_theme
from nablascope.ui.hover import MOST_TOLD, summary, tooltip
from nablascope.workspace.view_state import Picture


def leaves(count: int, name: str = "x", value=None, grad=None) -> Picture:
    rows = [node(id, "leaf", name=name, value=value, grad=grad) for id in range(count)]
    return Picture(trace_of(rows, []), Layout.of((), (), (), (), 0, 0), dimmed=False)


def test_a_name_is_no_markup():
    assert "<b>" not in tooltip(leaves(1, "<b>"), 0, load_theme("light"))


def test_values_and_gradients_have_the_colours_of_the_card():
    theme = load_theme("dark")
    told = tooltip(leaves(1, value=tensor(2.0), grad=tensor(2.0)), 0, theme)
    value, grad = told.split("</tr>")[:2]
    assert theme.value in value
    assert theme.gradient in grad


def test_every_node_of_a_small_graph_is_told():
    assert len(summary(leaves(3)).splitlines()) == 3


def test_of_a_large_graph_the_first_nodes_and_the_count_of_the_rest():
    lines = summary(leaves(MOST_TOLD + 7)).splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == "and 7 more nodes"
