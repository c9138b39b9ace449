"""Themes from ``resources/themes``."""

from dataclasses import replace

import msgspec

from nablascope.core.scene.theme import Theme
from nablascope.resource import resource

THEMES = ("light", "dark", "print")
"""The last one is for paper: exports have it, the window does not."""


def load_theme(name: str, *, coloured: bool = False) -> Theme:
    """The theme of that name, one of `THEMES`.

    Args:
        name: of the theme.
        coloured: whether shares of the gradient are coloured by how large they are.

    Raises:
        OSError: if there is no such theme.
    """
    theme = msgspec.json.decode(resource(f"themes/{name}.json").read_bytes(), type=Theme)
    return replace(theme, coloured=coloured)
