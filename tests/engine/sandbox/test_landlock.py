"""Which devices stay writable."""

from pathlib import Path

import pytest

from nablascope.engine.sandbox import landlock

pytestmark = pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no null device here")


def test_without_a_gpu_only_the_null_device_is_writable(tmp_path):
    (tmp_path / "null").symlink_to("/dev/null")
    (tmp_path / "nvidia0").write_text("a plain file is no device")
    assert landlock.writable_devices(tmp_path) == (tmp_path / "null",)


def test_a_gpus_devices_are_writable_and_no_other(tmp_path):
    for name in ("null", "nvidia0", "nvidiactl", "nvidia-uvm", "sda", "tty", "nvram"):
        (tmp_path / name).symlink_to("/dev/null")
    names = {path.name for path in landlock.writable_devices(tmp_path)}
    assert names == {"null", "nvidia0", "nvidiactl", "nvidia-uvm"}
