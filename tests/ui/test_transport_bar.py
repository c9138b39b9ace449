"""The buttons, the line and the sentence in one bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from tests.core.traces import run

from nablascope.core.scene.theme_file import load_theme
from nablascope.ui.glyphs import SIDE, glyph, glyph_size
from nablascope.workspace import step_events

LIGHT, DARK = load_theme("light"), load_theme("dark")
SIGNS = ("first", "back", "play", "pause", "on", "last")


@pytest.fixture
def person(open_stepped):
    return open_stepped(run("y = torch.sin(x / 2**1.5)", x=100.0))


def image(icon, mode=QIcon.Mode.Normal):
    return icon.pixmap(glyph_size(), 2.0, mode).toImage()


def inks(icon, mode=QIcon.Mode.Normal):
    """The colours of the opaque pixels."""
    picture = image(icon, mode)
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(*place).name() for place in places if picture.pixelColor(*place).alpha() > 250}


def test_every_sign_is_another_and_in_the_colour_that_was_asked_for():
    icons = [glyph(name, "#123456", "#abcdef") for name in SIGNS]
    assert all(inks(icon) == {"#123456"} for icon in icons)
    assert all(inks(icon, QIcon.Mode.Disabled) == {"#abcdef"} for icon in icons)
    pictures = [image(icon) for icon in icons]
    assert all(one != other for k, one in enumerate(pictures) for other in pictures[:k])
    assert glyph_size().width() == SIDE


def test_back_looks_to_the_left_and_on_to_the_right():
    back, on = (image(glyph(name, "#000000", "#888888")) for name in ("back", "on"))
    assert ink_in(back, right=True) > ink_in(back, right=False)
    assert ink_in(on, right=False) > ink_in(on, right=True)


def ink_in(picture, *, right) -> int:
    half = picture.width() // 2
    columns = range(half, picture.width()) if right else range(half)
    return sum(picture.pixelColor(x, y).alpha() > 0 for x in columns for y in range(picture.height()))


def test_the_play_button_shows_what_it_will_do(person):
    play = person.bar.buttons["play"]
    before = image(play.icon())
    person.does(step_events.PlayOrPause())
    assert image(play.icon()) != before
    person.does(step_events.PlayOrPause())
    assert image(play.icon()) == before


def test_the_signs_wear_the_theme(person, appearance):
    first = person.bar.buttons["first"]
    appearance.choose("dark")
    dark = inks(first.icon())
    appearance.choose("light")
    assert dark == {DARK.ink}
    assert inks(first.icon()) == {LIGHT.ink}


def test_every_button_has_a_name_and_tells_its_key(person):
    for button in person.bar.buttons.values():
        assert button.accessibleName()
        assert button.toolTip().endswith(")")
    assert person.bar.buttons["on"].toolTip() == "Step on (Right)"
    assert person.bar.speed.accessibleName() == "Speed: 1×"
    assert person.bar.grain.accessibleName() == "One step is: By node"


def test_every_control_is_reached_with_tab(person):
    controls = [*person.bar.buttons.values(), person.bar.scrubber, person.bar.grain, person.bar.speed]
    assert all(control.focusPolicy() & Qt.FocusPolicy.TabFocus for control in [*controls, person.bar.loop])


def test_seeking_by_place_goes_to_its_last_step(person):
    sought = []
    person.bar.sought.connect(sought.append)
    for place in (0, 4, 6):
        person.bar.scrubber.sought.emit(place)
    assert sought == [0, 5, 8]


def test_the_last_step_is_the_runs(person):
    assert person.bar.last_step() == 8


def test_the_loop_button_shows_whether_it_loops(person):
    person.desk.qtbot.mouseClick(person.bar.loop, Qt.MouseButton.LeftButton)
    assert person.sees.loop
    assert person.bar.loop.isChecked()
    person.desk.qtbot.mouseClick(person.bar.loop, Qt.MouseButton.LeftButton)
    assert not person.sees.loop
    assert not person.bar.loop.isChecked()
    person.does(step_events.ChooseLoop(True))
    assert person.bar.loop.isChecked()
    assert person.window.actions_by_name["loop"].isChecked()
