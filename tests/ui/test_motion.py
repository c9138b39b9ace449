"""Whether the system asks for reduced motion."""

import ctypes
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

from nablascope.ui import motion
from nablascope.ui.motion import system_reduces_motion

REPLY, ERROR = QDBusMessage.MessageType.ReplyMessage, QDBusMessage.MessageType.ErrorMessage


class Bus:
    """A session bus whose portal answers `said`."""

    def __init__(self, said=(), kind=REPLY, connected=True) -> None:
        self.said, self.kind, self.connected = list(said), kind, connected
        self.asked = []

    def isConnected(self) -> bool:
        return self.connected

    def call(self, question, mode, patience):
        self.asked.append((question.service(), question.member(), *question.arguments(), patience))
        return SimpleNamespace(type=lambda: self.kind, arguments=lambda: self.said)


@pytest.fixture
def on_a_bus(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")

    def use(bus):
        monkeypatch.setattr(QDBusConnection, "sessionBus", lambda: bus)
        return bus

    return use


@pytest.mark.parametrize(("animates", "reduces"), [(True, False), (False, True)])
@pytest.mark.parametrize("wrapped", [0, 1, 2])
def test_the_desktops_portal_is_believed(on_a_bus, animates, reduces, wrapped):
    said = animates
    for _ in range(wrapped):
        said = QDBusVariant(said)
    on_a_bus(Bus([said]))
    assert system_reduces_motion() is reduces


def test_it_is_asked_for_animations_and_waited_for_shortly(on_a_bus):
    bus = on_a_bus(Bus([True]))
    system_reduces_motion()
    ((service, member, group, key, patience),) = bus.asked
    assert (service, member) == ("org.freedesktop.portal.Desktop", "Read")
    assert (group, key) == ("org.gnome.desktop.interface", "enable-animations")
    assert 0 < patience <= 200


@pytest.mark.parametrize(
    "bus",
    [
        Bus(connected=False),
        Bus(["org.freedesktop.DBus.Error.ServiceUnknown"], ERROR),
        Bus([False], ERROR),
        Bus([]),
        Bus(["perhaps"]),
        Bus([0]),
    ],
    ids=["no bus", "no portal", "an error", "no answer", "a word", "a number"],
)
def test_without_a_clear_answer_things_move(on_a_bus, bus):
    on_a_bus(bus)
    assert system_reduces_motion() is False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a bus")
def test_a_machine_without_a_bus_has_no_wish(monkeypatch, run_python):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    asks = "from nablascope.ui.motion import system_reduces_motion; print(system_reduces_motion())"
    assert run_python(asks) == "False\n"


@pytest.mark.parametrize(("animates", "reduces"), [(1, False), (0, True)])
def test_windows_is_asked_in_its_own_way(monkeypatch, animates, reduces):
    def tell(action, size, place, how) -> None:
        assert action == motion._GET_CLIENT_AREA_ANIMATION
        place._obj.value = animates

    user32 = SimpleNamespace(SystemParametersInfoW=tell)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    assert system_reduces_motion() is reduces


@pytest.mark.parametrize(("wish", "reduces"), [(True, True), (False, False)])
def test_macos_is_asked_in_its_own_way(monkeypatch, wish, reduces):
    monkeypatch.setattr(sys, "platform", "darwin")
    settings = SimpleNamespace(value=lambda key, defaultValue, type: wish if key == "reduceMotion" else None)
    monkeypatch.setattr(motion, "QSettings", lambda *names: settings)
    assert system_reduces_motion() is reduces
