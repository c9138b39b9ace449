"""The eight pictures that are kept as snapshots, and how they are compared."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from tests.core.scene.marked_traces import broadcast_trace, cut_trace, marked_trace, several_outputs_trace
from tests.core.traces import node, run, tensor, trace_of
from tests.stepped import SINE, film

from nablascope.core.graph.trace import Edge
from nablascope.core.layout.lay_out import lay_out
from nablascope.core.scene.draw import draw_parts
from nablascope.core.scene.legend import with_legend
from nablascope.core.scene.many.arrays import arrays_of
from nablascope.core.scene.many.moment import Known
from nablascope.core.scene.many.near import Near
from nablascope.core.scene.parts import gradients_of, parts_of
from nablascope.core.scene.roles import roles
from nablascope.core.scene.theme_file import load_theme
from nablascope.render.gui import ensure_gui
from nablascope.render.image import to_image
from nablascope.render.many.picture import ManyPicture
from nablascope.ui.back_buffer import BackBuffer, Scene
from nablascope.ui.viewport import Viewport, fitted

KEPT = Path(__file__).parent / "snapshots"
FAILED = Path(tempfile.gettempdir()) / "nablascope-snapshots"

LEVELS = 24
"""Of 255; a pixel that differs by more in one of its colours differs."""

MOST = 0.002
"""The part of all pixels that may differ: other machines round the edges of letters otherwise."""

VIEW = (640, 400)


def still(trace, theme="light", scale=1.0, coloured=False) -> QImage:
    """The whole picture, as an export has it."""
    colours = load_theme(theme, coloured=coloured)
    parts = parts_of(trace, lay_out(trace), colours)
    gradients = gradients_of(parts, trace.edge_columns.grad)
    return to_image(with_legend(draw_parts(parts, gradients), gradients.among, colours), scale)


def stepped() -> QImage:
    """In the middle of the sine's backward pass, numbers on their way."""
    run = film(*SINE)
    moment = run.moment(run.last() - 2)
    picture = run.moving.picture(moment, moving=True)
    return to_image(replace(picture, items=(*picture.items, *run.moving.pulses(moment, 0.5))), 1.0)


def decades():
    """Shares that shrink by a decade each, a NaN, and a zero."""
    sizes = [25.0, 2.5, 0.25, 0.025, 0.0025, float("nan"), 0.0]
    leaves = [node(id, "leaf", name=f"x{id}", value=tensor(1.0)) for id in range(len(sizes))]
    last = node(len(sizes), op="StackBackward0", function="stack", name="y", grad=tensor(1.0))
    edges = [Edge(id, 0, len(sizes), 0, str(id), tensor(size)) for id, size in enumerate(sizes)]
    marked = replace(leaves[5], marks=("NaN", "first NaN or infinity"))
    return trace_of([*leaves[:5], marked, *leaves[6:], last], edges)


def woven(layers=9, width=8):
    """Sums in layers; their shares shrink on the way back."""
    rows, edges = [], []
    for id in range(layers * width):
        layer, place = divmod(id, width)
        kind = "op" if layer else "leaf"
        op = {"op": "AddBackward0", "function": "add"} if layer else {}
        share = tensor(10.0 ** (layer / 2 - 6) * (1 + place % 5))
        rows.append(node(id, kind, name=f"n{id}", value=tensor(1.0), grad=share, **op))
        for step in (0, 5) if layer else ():
            edges.append(
                Edge((layer - 1) * width + (place * 3 + step + layer) % width, 0, id, 0, "self", share)
            )
    rows[20] = replace(rows[20], marks=("NaN",))
    return trace_of(rows, edges)


def large() -> QImage:
    """As graphs of thousands of nodes are painted."""
    ensure_gui()
    trace = woven()
    layout, colours = lay_out(trace), load_theme("dark", coloured=True)
    arrays = arrays_of(trace, layout)
    near = Near(trace, layout, colours, arrays, roles(trace))
    picture = ManyPicture(arrays, near, Known(trace))
    scene = Scene(picture, colours.paper, colours.grid)
    return _painted(scene, fitted((picture.width, picture.height), VIEW))


def _painted(scene: Scene, view: Viewport) -> QImage:
    buffer = BackBuffer()
    buffer.render(scene, view, QSize(*VIEW), 1.0)
    image = QImage(*VIEW, QImage.Format.Format_RGB32)
    image.fill(QColor(scene.paper))
    with QPainter(image) as painter:
        buffer.draw(painter, view)
    return image


PICTURES: dict[str, Callable[[], QImage]] = {
    "tutorial-light": lambda: still(run("y = torch.sin(x / 2**1.5)", x=100.0)),
    "marks-dark-2x": lambda: still(marked_trace("NaN", "kink", hooks=("f",)), "dark", 2.0),
    "cut-light": lambda: still(cut_trace()),
    "outputs-dark": lambda: still(several_outputs_trace(), "dark"),
    "broadcast-print": lambda: still(broadcast_trace(), "print"),
    "decades-coloured-light": lambda: still(decades(), scale=0.75, coloured=True),
    "step-light": stepped,
    "large-coloured-dark": large,
}


def differing(one: QImage, other: QImage) -> np.ndarray:
    """Which pixels differ, row by row."""
    a, b = _pixels(one), _pixels(other)
    return (np.abs(a.astype(int) - b.astype(int)) > LEVELS).any(axis=2)


def _pixels(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    # Copied, since Qt frees its pixels with the image.
    return rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4)[:, :, :3].copy()


def keep_failed(name: str, image: QImage, differs: np.ndarray) -> None:
    """Writes the picture, and red where it differs from the snapshot."""
    FAILED.mkdir(exist_ok=True)
    image.save(str(FAILED / f"{name}.png"))
    marked = image.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_RGB32
    )
    for y, x in np.argwhere(differs).tolist():
        marked.setPixelColor(x, y, QColor("#ff0000"))
    marked.save(str(FAILED / f"{name}-difference.png"))


def keep(name: str, image: QImage) -> None:
    """Takes the picture for the snapshot."""
    KEPT.mkdir(exist_ok=True)
    image.convertToFormat(QImage.Format.Format_RGB32).save(str(KEPT / f"{name}.png"), "PNG", 0)
