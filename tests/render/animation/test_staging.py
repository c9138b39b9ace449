import stat
import sys

import pytest

from nablascope.render.animation.staging import staged
from nablascope.render.files import ExportError


def test_a_file_takes_the_place_of_the_old_one_at_the_end(tmp_path):
    target = tmp_path / "film.gif"
    target.write_bytes(b"old")
    with staged(target) as path:
        path.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
def test_a_fault_leaves_what_was_there(tmp_path, fault):
    target = tmp_path / "film.gif"
    target.write_bytes(b"old")

    def write():
        with staged(target) as path:
            path.write_bytes(b"half")
            raise fault

    with pytest.raises(fault):
        write()
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


def test_an_empty_folder_gives_way_to_the_new_one(tmp_path):
    target = tmp_path / "frames"
    target.mkdir()
    with staged(target) as path:
        path.mkdir()
        (path / "1.png").touch()
    assert [*tmp_path.rglob("*")] == [target, target / "1.png"]


def test_no_folder_to_write_to_is_a_clear_error(tmp_path):
    target = tmp_path / "no" / "film.gif"
    with pytest.raises(ExportError, match=r"cannot write .*film\.gif: No such file"), staged(target):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_others_may_read_what_they_may_of_any_new_file(tmp_path):
    with staged(tmp_path / "film.gif") as path:
        path.touch()
    (tmp_path / "other").touch()
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("film.gif", "other")]
    assert modes[0] == modes[1]
