"""A graph drawn out of arrays, at any scale."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from tests.core.scene.marked_traces import marked_trace
from tests.core.traces import run
from tests.stepped import LIGHT, SINE, film

from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.moment import Known, Times
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.roles import roles
from nablascope.core.scene.strength import LEVELS
from nablascope.render.fonts import load_fonts
from nablascope.render.many import detail
from nablascope.render.many.colours import looks, strengths
from nablascope.render.many.middle import _words
from nablascope.render.many.picture import ManyPicture
from nablascope.ui.back_buffer import BackBuffer, Scene
from nablascope.ui.viewport import Viewport

SIZE = QSize(480, 300)
SCALES = (0.02, 0.1, 0.3, 0.7, 1.3)


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()


def picture_of(trace, known=None, path=()):
    layout = lay_out(trace)
    arrays = arrays_of(trace, layout)
    near = Near(trace, layout, LIGHT, arrays, roles(trace))
    return ManyPicture(arrays, near, known or Known(trace), path)


@pytest.fixture(scope="module")
def long_run():
    return run("y = x * x\n" + "y = y * 1.01 + x\n" * 20, x=0.5)


def pixels(picture, viewport, ratio=1.0):
    buffer = BackBuffer()
    buffer.render(Scene(picture, LIGHT.paper, LIGHT.paper), viewport, SIZE, ratio)
    return colours(buffer)


def colours(buffer):
    image = buffer._pixmap.toImage().convertToFormat(buffer._pixmap.toImage().Format.Format_RGB32)
    shape = image.height(), image.width(), 4
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[:, :, 2::-1].astype(int)


def has(pixels, colour, near=24):
    wanted = np.array(QColor(colour).getRgb()[:3])
    return bool((np.abs(pixels - wanted).max(axis=2) <= near).any())


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("scale", SCALES)
def test_strips_that_come_into_view_look_like_the_whole(long_run, scale, ratio):
    picture, moved = picture_of(long_run), BackBuffer()
    scene = Scene(picture, LIGHT.paper, LIGHT.grid)
    for step in range(8):
        viewport = Viewport(scale, 30.0 - 37 * step, 20.0 - 11 * step)
        moved.render(scene, viewport, SIZE, ratio)
    whole = BackBuffer()
    whole.render(scene, viewport, SIZE, ratio)
    differs = np.abs(colours(moved) - colours(whole)).max(axis=2)
    assert (differs > 40).mean() < 3e-4, "a seam"


@pytest.mark.parametrize("scale", SCALES)
def test_at_every_scale_something_is_to_be_seen_of_cards_and_of_gradients(long_run, scale):
    seen = pixels(picture_of(long_run), Viewport(scale, 10.0, 10.0))
    paper = np.array(QColor(LIGHT.paper).getRgb()[:3])
    drawn = (np.abs(seen - paper).max(axis=2) > 8).mean()
    assert drawn > 0.0005
    red, green, blue = (seen[:, :, channel] for channel in range(3))
    assert ((red - blue > 60) & (green < red)).any(), "an orange line"


@pytest.mark.parametrize("mark", ["NaN", "infinite"])
@pytest.mark.parametrize("scale", [0.004, 0.02, 0.1, 0.3])
def test_a_node_with_a_nan_has_a_red_dot_from_however_far(scale, mark):
    alarming, calm = (
        pixels(picture_of(marked_trace(*marks)), Viewport(scale, 100.0, 100.0)) for marks in ((mark,), ())
    )
    assert has(alarming, LIGHT.error)
    assert not has(calm, LIGHT.error)


def test_far_away_leaves_have_a_colour_of_their_own(long_run):
    leaf = looks(LIGHT)[1].block
    assert has(pixels(picture_of(long_run), Viewport(0.1, 10.0, 10.0)), leaf, near=2)
    assert leaf != looks(LIGHT)[0].block


def test_the_stronger_a_gradient_the_more_orange_its_edge():
    none, *orange, even, bad = strengths(LIGHT)
    assert none == LIGHT.edge_outside
    assert orange[-1] == even == LIGHT.gradient
    assert bad == LIGHT.error
    saturation = [QColor(colour).saturation() for colour in orange]
    assert saturation == sorted(saturation)


def test_with_gradient_colours_a_line_has_the_colour_that_a_small_graph_gives_it():
    coloured = replace(LIGHT, coloured=True)
    assert strengths(coloured)[1 : LEVELS + 1] == LIGHT.gradient_scale


@pytest.mark.parametrize("scale", [0.1, 0.3, 1.0])
def test_the_card_that_a_step_is_about_stands_out_at_every_scale(scale):
    run = film(*SINE)
    times = Times(run.playback)
    place = next(place for place in range(1, run.last() + 1) if run.playback.timeline.kind[place - 1] == 0)
    known = times.known(run.moment(place), moving=False)
    assert known.steps
    x, y = run.parts.layout.positions[known.steps[0].subject]
    viewport = Viewport(scale, 200 - x * scale, 100 - y * scale)
    around = pixels(picture_of(run.trace, known), viewport)[90:110, 190:210]
    assert has(around, LIGHT.value)
    assert not has(pixels(picture_of(run.trace), viewport)[90:110, 190:210], LIGHT.value)


def test_what_has_not_run_yet_is_faint(long_run):
    run = film(*SINE)
    known = Times(run.playback).known(run.moment(0), moving=False)
    before, after = (picture_of(run.trace, moment) for moment in (known, Known(run.trace)))
    viewport = Viewport(0.1, 100.0, 100.0)
    block = looks(LIGHT)[0].block
    assert not has(pixels(before, viewport), block, near=2)
    assert has(pixels(after, viewport), block, near=2)


def test_a_path_is_drawn_strong(long_run):
    viewport = Viewport(0.3, 10.0, 10.0)
    plain, strong = (pixels(picture_of(long_run, path=path), viewport) for path in ((), (0, 1, 2)))
    assert (plain != strong).any()


def test_more_edges_than_there_is_time_for_are_still_seen(long_run, monkeypatch):
    for limit in ("_MOST_WAYS", "_MOST_CURVES", "_MOST_LINES"):
        monkeypatch.setattr(detail, limit, 0)
    seen = pixels(picture_of(long_run), Viewport(0.7, 10.0, 10.0))
    assert ((seen[:, :, 0] - seen[:, :, 2]) > 40).any()


def test_a_label_says_the_sign_and_the_name_and_a_constant_its_number():
    trace = run("y = torch.sin(x / 2**1.5)", x=100.0)
    assert [_words(trace, node) for node in range(4)] == [("x", ""), ("2.8284", ""), ("÷", ""), ("sin", "y")]
