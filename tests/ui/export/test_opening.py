"""What can be exported of a graph of very many nodes."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.core.traces import run
from tests.ui.desks import recorded

from nablascope.ui.export import opening
from nablascope.ui.export.dialog import ExportDialog


@pytest.fixture
def desk(open_desk):
    return open_desk(workspace=recorded(run("y = torch.sin(x / 2**1.5)", x=100.0)))


def test_too_many_nodes_for_a_picture_are_told_with_what_to_do(desk, monkeypatch):
    told = []
    monkeypatch.setattr(opening, "complain", lambda parent, what, why: told.append((what, why)))
    monkeypatch.setattr(opening, "MOST_NODES", 3)
    desk.triggers("export")
    assert told == [("This graph has 4 nodes: too many for a picture.", opening._INSTEAD)]
    assert "5,000" in opening._INSTEAD
    assert not desk.window.findChildren(ExportDialog)


def test_as_many_as_fit_are_exported(desk, monkeypatch):
    monkeypatch.setattr(opening, "MOST_NODES", 4)
    desk.triggers("export")
    (dialog,) = desk.window.findChildren(ExportDialog)
    dialog.close()
    assert QApplication.overrideCursor() is None
