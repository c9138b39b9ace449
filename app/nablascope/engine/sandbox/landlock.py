"""No file is written, made, moved or removed, and no connection opened: Linux's Landlock.

Source: https://docs.kernel.org/userspace-api/landlock.html; the numbers are those of ``linux/landlock.h``.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from nablascope.engine.sandbox.kernel import process_control, system_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The same on every architecture."""

_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE = 1 << 0, 1 << 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_IOCTL_DEVICE = 1 << 15
_KNOWN_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights over files a version of Landlock has; from version 5 on, 16."""

_ALL_RIGHTS = 16
_KNOWS_TRUNCATING = 3
_NETWORK = 0b11
"""To bind and to connect TCP sockets; from version 4 on."""

_SCOPES = 0b11
"""Abstract Unix sockets, and signals to other processes; from version 6 on."""

_HARMLESS = "/dev/null"
_GPU = ("nvidia[0-9]*", "nvidiactl", "nvidia-uvm*", "nvidia-caps/*", "kfd", "dri/renderD*")
"""Below ``/dev``: what CUDA and ROCm write their commands to."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def forbid_writing() -> bool:
    """Leaves this process, and each thread it starts, with files to read and none to write.

    Returns:
        Whether that holds for emptying a file too; a Landlock before version 3 does not know it.

    Raises:
        SandboxError: if the kernel has no Landlock (before 5.13, or switched off), or refuses.
    """
    version = system_call("Landlock", _CREATE_RULESET, None, 0, _ASK_VERSION)
    rules = _ruleset(version)
    size = ctypes.sizeof(rules) if version >= 6 else 16 if version >= 4 else 8
    ruleset = system_call("Landlock's rules", _CREATE_RULESET, ctypes.byref(rules), size, 0)
    for device in writable_devices(Path("/dev")):
        _allow(ruleset, device, (_WRITE_FILE | _IOCTL_DEVICE) & rules.files)
    process_control("no new privileges", _NO_NEW_PRIVS, 1)
    system_call("Landlock's restriction", _RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return version >= _KNOWS_TRUNCATING


def writable_devices(folder: Path) -> tuple[Path, ...]:
    """The character devices below `folder` that computing on a GPU writes to, and the null device."""
    found: Iterable[Path] = (path for pattern in _GPU for path in folder.glob(pattern))
    return tuple(path for path in (folder / Path(_HARMLESS).name, *found) if _is_device(path))


def _is_device(path: Path) -> bool:
    return path.exists() and stat.S_ISCHR(path.stat().st_mode)


def _ruleset(version: int) -> _Ruleset:
    everything = (1 << _KNOWN_RIGHTS.get(version, _ALL_RIGHTS)) - 1
    refused = everything & ~(_READ_FILE | _READ_DIR)
    return _Ruleset(refused, _NETWORK if version >= 4 else 0, _SCOPES if version >= 6 else 0)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = _Beneath(rights, opened)
    system_call(f"Landlock's rule for {path}", _ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(opened)
