import pytest

from nablascope.render.gui import platform_arguments

VARIABLES = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")

HEADLESS = """
import os
for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
from nablascope.render.gui import ensure_gui
application = ensure_gui()
assert ensure_gui() is application
print(application.platformName())
"""

CORE_ONLY = """
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from nablascope.render.gui import ensure_gui
try:
    ensure_gui()
except RuntimeError as error:
    print(error)
"""


@pytest.fixture
def bare_machine(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("bare_machine")
def test_without_a_display_qt_draws_offscreen():
    assert platform_arguments() == ["-platform", "offscreen"]


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("variable", VARIABLES)
def test_a_display_or_a_chosen_platform_is_respected(monkeypatch, variable):
    monkeypatch.setenv(variable, "something")

    assert platform_arguments() == []


@pytest.mark.usefixtures("bare_machine")
def test_other_systems_always_have_a_display(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")

    assert platform_arguments() == []


def test_a_script_without_a_display_can_draw(run_python):
    assert run_python(HEADLESS).strip() == "offscreen"


def test_an_application_that_cannot_draw_is_a_clear_error(run_python):
    assert "QGuiApplication" in run_python(CORE_ONLY)


def test_drawing_needs_neither_torch_nor_numpy_nor_widgets(run_python):
    script = "import sys, nablascope.render.picture; print([n for n in UNWANTED if n in sys.modules])"
    unwanted = "UNWANTED = ('torch', 'numpy', 'networkx', 'PySide6.QtWidgets')\n"

    assert run_python(unwanted + script).strip() == "[]"
