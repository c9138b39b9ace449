"""`Theme`: the colours of one appearance, read from ``resources/themes``."""

from dataclasses import dataclass

from nablascope.core.scene.display_list import Colour


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning; blue is always value, orange always gradient.

    Attributes:
        name: ``light``, ``dark`` or ``print``.
        ink, muted, faint: text, from strong to weak.
        line: separators and card borders; `border` the stronger card border.
        paper, panel, field: the canvas, the panels beside it, and controls on a panel.
        grid: the canvas's dots.
        value, gradient: blue and orange.
        gradient_scale: from the smallest share of the gradient to the largest, where `coloured`.
        gradient_dash: of a gradient's line, where colour alone does not tell it from a value's.
        gradient_wash, gradient_border: ground and border of a share's chip; also the current line.
        leaf, constant: grounds of those cards; an operation's is `panel`.
        edge, edge_outside: an edge autograd follows, and one outside of it.
        accent_ink, on_accent: the one strong button and its text.
        error, error_wash: an error's underline and its bar.
        coloured: whether shares have the colours of `gradient_scale`; a person's choice, in no file.
    """

    name: str
    ink: Colour
    muted: Colour
    faint: Colour
    line: Colour
    border: Colour
    paper: Colour
    panel: Colour
    field: Colour
    grid: Colour
    value: Colour
    gradient: Colour
    gradient_scale: tuple[Colour, ...]
    gradient_dash: tuple[float, ...]
    gradient_wash: Colour
    gradient_border: Colour
    leaf: Colour
    constant: Colour
    edge: Colour
    edge_outside: Colour
    accent_ink: Colour
    on_accent: Colour
    error: Colour
    error_wash: Colour
    coloured: bool = False
