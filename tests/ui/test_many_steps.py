"""A run of very many nodes is stepped through like a small one."""

from dataclasses import replace

import pytest
from tests.stepped import LIGHT, SINE, TWO_INPUTS, film

from nablascope.core.scene.moving import Moving
from nablascope.ui.many_steps import ManySteps
from nablascope.ui.step_scene import StepScene
from nablascope.workspace.view_state import Picture, Shown


@pytest.fixture(params=[SINE, TWO_INPUTS], ids=["sine", "two inputs"])
def run(request):
    return film(*request.param)


@pytest.fixture
def picture(run):
    return Picture(run.trace, run.parts.layout, dimmed=False, timeline=run.playback.timeline)


@pytest.fixture
def steps(picture):
    return ManySteps(picture, LIGHT)


def test_numbers_on_their_way_are_where_they_are_in_a_small_graph(run, steps):
    wanted = Moving(run.parts, run.playback)
    for place in range(1, run.last() + 1):
        for t in (0.0, 0.3, 0.9):
            moment = run.moment(place)
            assert steps.pulses(Shown(run.playback, moment, t)) == wanted.pulses(moment, t)


def test_nothing_is_on_its_way_when_all_has_arrived(run, steps):
    assert steps.pulses(Shown(run.playback, run.moment(1), 1.0)) == []


def test_an_export_has_every_item_of_the_moment(run, steps, picture):
    shown = Shown(run.playback, run.moment(2), 1.0)
    assert steps.display_list(picture, shown, LIGHT) == StepScene().display_list(picture, shown, LIGHT)


def test_it_holds_one_graph_in_one_theme(steps, picture, run):
    assert steps.holds(picture, LIGHT)
    assert not steps.holds(Picture(run.trace, run.parts.layout, dimmed=True), LIGHT)
    assert not steps.holds(Picture(replace(run.trace), run.parts.layout, dimmed=False), LIGHT)
