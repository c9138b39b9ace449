"""Pictures look as they did when a person last looked at them.

``PAINT_SNAPSHOTS=1 python -m pytest tests/render/test_snapshots.py`` paints them anew; look at them before
you commit them.
"""

import os
import sys

import numpy as np
import pytest
from PySide6.QtGui import QImage
from tests.render import snapshot_pictures as snapshots


@pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters otherwise")
@pytest.mark.parametrize("name", snapshots.PICTURES)
def test_a_picture_looks_as_it_did(qapp, name):
    image = snapshots.PICTURES[name]()
    if "PAINT_SNAPSHOTS" in os.environ:
        snapshots.keep(name, image)
    kept = QImage(str(snapshots.KEPT / f"{name}.png"))
    same_size = image.size() == kept.size()
    everywhere = np.ones((image.height(), image.width()), bool)
    differs = snapshots.differing(image, kept) if same_size else everywhere
    if differs.mean() > snapshots.MOST:
        snapshots.keep_failed(name, image, differs)
    assert differs.mean() <= snapshots.MOST, f"see {snapshots.FAILED}; paint it anew if it is meant"


def test_every_snapshot_is_of_a_picture():
    assert {path.stem for path in snapshots.KEPT.glob("*.png")} == set(snapshots.PICTURES)


def test_a_line_in_another_colour_is_noticed(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "FAILED", tmp_path / "failed")
    light = snapshots.still(snapshots.decades())
    coloured = snapshots.still(snapshots.decades(), coloured=True).copy(light.rect())

    differs = snapshots.differing(light, coloured)
    snapshots.keep_failed("decades", coloured, differs)

    assert differs.mean() > snapshots.MOST
    names = {path.name for path in (tmp_path / "failed").iterdir()}
    assert names == {"decades.png", "decades-difference.png"}
