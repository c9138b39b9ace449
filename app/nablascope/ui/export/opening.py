"""Opens the export dialog on what the canvas shows."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from nablascope.core.scene.display_list import DisplayList
from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.theme import Theme
from nablascope.ui.boxes import complain
from nablascope.ui.canvas import Canvas
from nablascope.ui.export.dialog import ExportDialog
from nablascope.ui.files import Files
from nablascope.workspace.view_state import Picture

MOST_NODES = 5_000
"""In a picture or a film; drawing each of them with all it says takes a person's patience, and the memory."""

_INSTEAD = f"Export a graph of up to {MOST_NODES:,} nodes, such as that of fewer rounds of a loop."


def open_export(canvas: Canvas, files: Files, theme: Theme, parent: QWidget) -> None:
    """The picture as it is on the canvas, or the film of its run; nothing where there is no picture."""
    shown = canvas.picture
    if shown is not None and len(shown.trace.nodes) > MOST_NODES:
        complain(
            parent, f"This graph has {len(shown.trace.nodes):,} nodes: too many for a picture.", _INSTEAD
        )
        return
    if shown is None:
        return
    film = partial(make_film, shown.trace, shown.layout)
    draw = partial(_drawn, canvas, shown)
    dialog = ExportDialog(draw, film, files.folder() / f"{files.stem()}.png", theme, parent)
    dialog.exported.connect(files.exported)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _drawn(canvas: Canvas, picture: Picture, theme: Theme) -> DisplayList:
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return canvas.listed(picture, theme)
    finally:
        QApplication.restoreOverrideCursor()
