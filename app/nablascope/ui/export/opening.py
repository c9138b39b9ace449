"""Opens the export dialog on what the canvas shows."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.make_film import make_film
from nablascope.core.scene.theme import Theme
from nablascope.ui.canvas import Canvas
from nablascope.ui.export.dialog import ExportDialog
from nablascope.ui.files import Files


def open_export(canvas: Canvas, files: Files, theme: Theme, parent: QWidget) -> None:
    """The picture as it is on the canvas, or the film of its run; nothing where there is no picture."""
    picture, shown = canvas.display_list, canvas.picture
    if picture is None or shown is None:
        return
    film = partial(make_film, shown.trace, shown.layout)
    dialog = ExportDialog(picture, film, files.folder() / f"{files.stem()}.png", theme.name, parent)
    dialog.exported.connect(files.exported)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
