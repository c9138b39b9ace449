"""A film goes into a file as a person asks for it, and the window stays alive meanwhile."""

import threading
from itertools import repeat
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.core.films import film, whole

from nablascope.core.scene.theme_file import load_theme
from nablascope.ui.export.dialog import ExportDialog
from nablascope.ui.export.writing import UNEXPECTED


class Studio:
    """The dialog, the films it asked for, and what a person does at it."""

    def __init__(self, qtbot, folder: Path, shots) -> None:
        self.qtbot = qtbot
        self.asked = []
        self.exported = []
        self.dialog = ExportDialog(lambda _: whole(), self._film, folder / "sine.png", load_theme("light"))
        self.dialog.exported.connect(self.exported.append)
        self.shots = shots
        self.dialog.open()

    def _film(self, theme, options):
        self.asked.append((theme.name, options))
        self.made_in = threading.current_thread().name
        return self.shots

    def picks(self, kind: str) -> None:
        self.dialog.kinds.buttons[kind].click()

    def exports(self) -> None:
        self.qtbot.mouseClick(self.dialog.export, Qt.MouseButton.LeftButton)

    def waits_for_the_end(self) -> None:
        self.qtbot.waitUntil(self.dialog.progress.isHidden, timeout=10_000)


class Gate:
    """A film that does not go on after its first shot until it is let."""

    def __init__(self) -> None:
        self.opened = threading.Event()

    def __len__(self) -> int:
        return 4

    def __iter__(self):
        first, *rest = film(4)
        yield first
        assert self.opened.wait(10)
        yield from rest


@pytest.fixture
def studio(qtbot, tmp_path):
    made = []

    def open_studio(shots=None) -> Studio:
        made.append(Studio(qtbot, tmp_path, film() if shots is None else shots))
        return made[-1]

    yield open_studio
    for each in made:
        each.dialog.done(0)
        each.dialog.deleteLater()


@pytest.fixture
def gate():
    gate = Gate()
    yield gate
    gate.opened.set()


@pytest.fixture
def no_ffmpeg(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_an_animation_is_written_and_the_dialog_closes(studio, tmp_path, kind):
    here = studio()
    here.picks(kind)
    here.exports()
    here.waits_for_the_end()
    with Image.open(tmp_path / f"sine.{kind}") as image:
        assert (image.n_frames, image.size) == (4, (960, 600))
    assert here.exported == [str(tmp_path / f"sine.{kind}")]
    assert not here.dialog.isVisible()


def test_a_film_is_made_beside_the_window(studio):
    here = studio()
    here.picks("gif")
    here.exports()
    here.waits_for_the_end()
    assert here.made_in == "export"


def test_numbered_pictures_go_into_a_folder_of_their_own(studio, tmp_path):
    here = studio()
    here.picks("frames")
    assert here.dialog.path.text() == f"{tmp_path / 'sine'}/"
    here.dialog.animation.fps.setValue(8)
    here.exports()
    here.waits_for_the_end()
    assert len([*(tmp_path / "sine").glob("sine_*.png")]) == 8


def test_what_is_chosen_is_what_is_made(studio, tmp_path):
    here = studio()
    here.picks("gif")
    animation = here.dialog.animation
    animation.width.setValue(320)
    animation.height.setValue(200)
    animation.fps.setValue(30)
    for button in (animation.speeds[2], animation.grains[1], animation.parts[2], animation.loops[1]):
        button.click()
    animation.themes[1].click()
    here.exports()
    here.waits_for_the_end()
    ((theme, options),) = here.asked
    assert (theme, options.grain, options.part, options.speed) == ("dark", "edge", "backward", 2.0)
    assert options.fps == pytest.approx(100 / 3)
    with Image.open(tmp_path / "sine.gif") as image:
        assert image.size == (320, 200)
        assert "loop" not in image.info


def test_only_what_matters_to_the_kind_is_asked(studio):
    here = studio()
    dialog = here.dialog
    assert dialog.still.paper.isVisible()
    assert not dialog.animation.fps.isVisible()
    here.picks("gif")
    assert not dialog.still.paper.isVisible()
    assert dialog.animation.fps.isVisible()
    assert dialog.animation.loops[0].isVisible()
    here.picks("frames")
    assert not dialog.animation.loops[0].isVisible()


def test_a_rate_that_a_gif_cannot_have_is_said(studio):
    here = studio()
    here.picks("gif")
    here.dialog.animation.fps.setValue(30)
    assert here.dialog.animation.fps_note.text() == "frames a second, in a GIF 33.33"
    here.picks("apng")
    assert here.dialog.animation.fps_note.text() == "frames a second"


def test_a_size_that_a_video_cannot_have_is_said(studio, tmp_path, monkeypatch):
    (tmp_path / "ffmpeg").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    here = studio()
    here.picks("mp4")
    here.dialog.animation.width.setValue(961)
    assert here.dialog.animation.size_note.text() == "pixels, in a video 962 × 600"


@pytest.mark.usefixtures("no_ffmpeg")
def test_without_ffmpeg_video_cannot_be_chosen_and_the_reason_is_seen(studio):
    dialog = studio().dialog
    for kind in ("mp4", "webm"):
        assert not dialog.kinds.buttons[kind].isEnabled()
        assert "Install ffmpeg" in dialog.kinds.buttons[kind].toolTip()
    _, note = dialog.kinds.rows[-1]
    assert note.isVisible()
    assert note.text() == "MP4 and WebM need ffmpeg, which is not on this system."


@pytest.mark.usefixtures("no_ffmpeg")
def test_without_ffmpeg_a_typed_video_is_refused_with_what_to_do(studio, tmp_path):
    here = studio()
    here.dialog.path.setText(str(tmp_path / "sine.mp4"))
    here.exports()
    assert here.dialog.failure.text() == (
        "No ffmpeg on this system: install it, or choose GIF, APNG or PNG frames."
    )
    assert not [*tmp_path.iterdir()]


def test_the_window_lives_while_a_frame_is_made_and_tells_which(studio, gate):
    here = studio(gate)
    here.picks("gif")
    here.exports()
    here.qtbot.waitUntil(lambda: here.dialog.progress.words.text() == "Drawing frame 1 of 4", timeout=10_000)
    assert here.dialog.progress.isVisible()
    assert here.dialog.cancel.isEnabled()
    assert not here.dialog.export.isEnabled()
    assert not here.dialog.path.isEnabled()
    gate.opened.set()
    here.waits_for_the_end()
    assert here.exported


def test_cancel_ends_the_writing_leaves_nothing_and_keeps_the_dialog(studio, gate, tmp_path):
    here = studio(gate)
    here.picks("gif")
    here.exports()
    here.qtbot.mouseClick(here.dialog.cancel, Qt.MouseButton.LeftButton)
    gate.opened.set()
    here.waits_for_the_end()
    assert not [*tmp_path.iterdir()]
    assert here.dialog.isVisible()
    assert here.dialog.failure.isHidden()
    assert not here.exported
    here.exports()
    here.waits_for_the_end()
    assert here.exported == [str(tmp_path / "sine.gif")]


def test_escape_ends_the_writing_and_only_then_the_dialog(studio, tmp_path):
    here = studio(shot for shots in repeat(film()) for shot in shots)
    here.picks("gif")
    here.exports()
    here.qtbot.keyClick(here.dialog, Qt.Key.Key_Escape)
    here.waits_for_the_end()
    assert here.dialog.isVisible()
    here.qtbot.keyClick(here.dialog, Qt.Key.Key_Escape)
    assert not here.dialog.isVisible()
    assert not [*tmp_path.iterdir()]
    assert not here.exported


def test_an_animation_that_cannot_be_written_is_said_and_the_dialog_stays(studio, tmp_path):
    here = studio()
    here.dialog.path.setText(str(tmp_path / "none" / "sine.gif"))
    here.exports()
    here.waits_for_the_end()
    assert here.dialog.isVisible()
    assert here.dialog.failure.text().startswith("Cannot write")
    assert here.dialog.export.isEnabled()


def test_a_folder_with_something_in_it_is_left_alone(studio, tmp_path):
    (tmp_path / "sine").mkdir()
    (tmp_path / "sine" / "notes.txt").touch()
    here = studio()
    here.picks("frames")
    here.exports()
    here.waits_for_the_end()
    assert here.dialog.failure.text().endswith("is not an empty folder: choose another name.")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_does_not_leave_the_dialog_waiting(studio):
    here = studio([object()])
    here.picks("gif")
    here.exports()
    here.waits_for_the_end()
    assert here.dialog.failure.text() == f"{UNEXPECTED[0].upper()}{UNEXPECTED[1:]}."


def test_browse_makes_a_new_folder_in_the_one_that_is_chosen(studio, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "films"))
    here = studio()
    here.picks("frames")
    here.qtbot.mouseClick(here.dialog.browse, Qt.MouseButton.LeftButton)
    assert here.dialog.path.text() == f"{tmp_path / 'films' / 'sine'}/"


def test_the_window_gives_the_film_of_what_it_shows(desk, tmp_path):
    desk.triggers("export")
    dialog = desk.window.findChild(ExportDialog)
    dialog.path.setText(str(tmp_path / "square.gif"))
    desk.qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    told = desk.window.title_row.status.label
    desk.qtbot.waitUntil(lambda: told.text() == "Saved square.gif", timeout=10_000)
    assert (tmp_path / "square.gif").read_bytes().startswith(b"GIF89a")
