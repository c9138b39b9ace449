"""The annotated picture of a trace as a file."""

from pathlib import Path

from nablascope.core.graph.trace import Trace
from nablascope.core.layout.layout import Layout
from nablascope.core.scene.draw import draw_parts
from nablascope.core.scene.legend import with_legend
from nablascope.core.scene.parts import gradients_of, parts_of
from nablascope.core.scene.theme import Theme
from nablascope.render.image import Background, write_png
from nablascope.render.svg import write_svg

FORMATS = (".png", ".svg")


def write_picture(
    trace: Trace,
    layout: Layout,
    path: Path,
    theme: Theme,
    scale: float = 2.0,
    background: Background = "paper",
) -> None:
    """Draws `trace` into a file; the ending of `path` chooses the format.

    Args:
        trace: what to draw.
        layout: where its nodes and edges go.
        path: a file ending in one of `FORMATS`.
        theme: the colours; where shares are coloured by size, the picture has a legend.
        scale: pixels a scene unit, of a PNG.
        background: ``paper``, or ``transparent``.

    Raises:
        ValueError: if the ending is none of `FORMATS`.
        OSError: if the file cannot be written.
    """
    parts = parts_of(trace, layout, theme)
    gradients = gradients_of(parts, trace.edge_columns.grad)
    display_list = with_legend(draw_parts(parts, gradients), gradients.among, theme)
    match path.suffix.lower():
        case ".png":
            write_png(display_list, path, scale, background)
        case ".svg":
            write_svg(display_list, path, background)
        case other:
            raise ValueError(f"cannot draw a {other} file; the ending must be one of {', '.join(FORMATS)}")
