"""What the picture of a run is made of is made once, however often it is stepped through or selected in."""

import pytest
from tests.stepped import LIGHT, SINE, film

from nablascope.core.scene import moving
from nablascope.ui import step_scene
from nablascope.ui.step_scene import StepScene
from nablascope.workspace.view_state import Picture, Shown


@pytest.fixture
def made(monkeypatch):
    """What was made, by its name, in order."""
    told = []
    for room, name in ((step_scene, "parts_of"), (step_scene, "gradients_of"), (moving, "gradients_of")):
        make = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *given, n=name, m=make: told.append(n) or m(*given))
    return told


@pytest.fixture
def run():
    return film(*SINE)


@pytest.fixture
def picture(run):
    return Picture(run.trace, run.parts.layout, dimmed=False, timeline=run.playback.timeline)


def test_selecting_another_path_makes_nothing_again(made, picture):
    scene = StepScene()
    plain, strong = (scene.display_list(picture, None, LIGHT, path) for path in ((), (2,)))
    assert plain != strong
    assert made == ["parts_of", "gradients_of"]


def test_stepping_takes_over_what_the_whole_graph_was_made_of(made, picture, run):
    wanted = [run.at(place) for place in (4, 5, 4)]
    made.clear()
    scene = StepScene()
    scene.display_list(picture, None, LIGHT)
    moments = [Shown(run.playback, run.moment(place), 1.0) for place in (4, 5, 4)]
    assert [scene.display_list(picture, shown, LIGHT) for shown in moments] == wanted
    assert made == ["parts_of", "gradients_of"]


def test_another_theme_makes_all_of_it_again(made, picture):
    scene = StepScene()
    for theme in (LIGHT, step_scene.dimmed(LIGHT)):
        scene.display_list(picture, None, theme)
    assert made == ["parts_of", "gradients_of"] * 2
