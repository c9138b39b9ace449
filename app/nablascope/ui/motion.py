"""Whether the system asks for reduced motion; Qt 6.11 does not tell."""

import ctypes
import sys

from PySide6.QtCore import QSettings

_GET_CLIENT_AREA_ANIMATION = 0x1042
"""``SPI_GETCLIENTAREAANIMATION`` of Windows' ``SystemParametersInfo``."""

_PORTAL_MS = 50
"""Patience with the desktop's portal, which answers within a few milliseconds or not at all."""


def system_reduces_motion() -> bool:
    """Whether a person told the system that nothing should move."""
    if sys.platform == "win32":
        return not _windows_animates()
    if sys.platform == "darwin":
        native = QSettings("com.apple.universalaccess", "")
        return bool(native.value("reduceMotion", defaultValue=False, type=bool))
    return not _desktop_animates()


def _windows_animates() -> bool:
    animates = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - only Windows has it
    user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animates), 0)
    return bool(animates.value)


def _desktop_animates() -> bool:
    """What the desktop portal says of ``enable-animations``; True where there is none."""
    # Imported here alone, since only desktops of this kind have a bus.
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return True
    question = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
        "Read",
    )
    question.setArguments(["org.gnome.desktop.interface", "enable-animations"])
    answer = bus.call(question, QDBus.CallMode.Block, _PORTAL_MS)
    said = answer.arguments()
    return not (answer.type() == QDBusMessage.MessageType.ReplyMessage and said and _plain(said[0]) is False)


def _plain(value: object) -> object:
    """A value without the variants that the bus wraps it in."""
    while hasattr(value, "variant"):
        value = value.variant()  # pyright: ignore
    return value
