"""Where the cards of a picture are."""

from nablascope.core.scene.rectangles import Rectangle
from nablascope.workspace.view_state import Picture


def card_of(picture: Picture, node: int) -> Rectangle:
    """The room of a node's card."""
    (x, y), (width, height) = picture.layout.positions[node], picture.layout.sizes[node]
    return Rectangle(x, y, x + width, y + height)
