"""What the inspector says about a node or an edge, as values: sections of facts and of lines."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from nablascope.core.graph.rows import Node
from nablascope.core.language.span import Span

Tone = Literal["ink", "muted", "value", "gradient", "error"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something to go to: a node, an edge, by its index; or one of the paths of the chain rule, to open."""

    kind: Literal["node", "edge", "path"]
    index: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is, in the mono face; text of several lines stands below its name.

    Attributes:
        link: where it leads, or None.
        leads: whether the lines that follow are about it.
    """

    label: str
    text: str
    tone: Tone = "ink"
    link: Link | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or one formula where `mono`."""

    text: str
    tone: Tone = "ink"
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula.

    Attributes:
        text: in plain mathematics, for reading aloud and for copying.
        math: the elements of a row of MathML that say the same; empty for what is set as text.
        link: where it leads, or None.
    """

    text: str
    math: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in pieces.

    Attributes:
        number: what it comes to, beside it; or empty.
        leads: whether it begins something of its own.
    """

    pieces: tuple[Piece, ...]
    tone: Tone = "ink"
    number: str = ""
    leads: bool = False

    @property
    def text(self) -> str:
        """The whole formula in plain mathematics."""
        return "".join(piece.text for piece in self.pieces)


Row = Fact | Line | Formula


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a name."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source something stands; `span` is in the text of the window, or None."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that is said about one thing.

    Attributes:
        subject: what kind of thing it is.
        sign: the title of its card.
        name: the name in the program, or empty.
        detail: what it is to autograd.
        place: in the source, or None.
        sections: the rest; those without rows are left out.
        path: the edges of the chain rule's path that is told in full.
    """

    subject: str
    sign: str
    name: str
    detail: str
    place: Place | None
    sections: tuple[Section, ...]
    path: tuple[int, ...] = ()


def place_of(node: Node) -> Place | None:
    """Where the program wrote it; a line of the window's own text can be gone to."""
    if node.span is None:
        return None
    if node.file is None:
        return Place(f"line {node.span.line}", node.span)
    return Place(f"{PurePath(node.file).name}:{node.span.line}", None)
