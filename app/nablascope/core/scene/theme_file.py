"""Themes from ``resources/themes``."""

import msgspec

from nablascope.core.scene.theme import Theme
from nablascope.resource import resource

THEMES = ("light", "dark")


def load_theme(name: str) -> Theme:
    """The theme of that name, one of `THEMES`.

    Raises:
        OSError: if there is no such theme.
    """
    return msgspec.json.decode(resource(f"themes/{name}.json").read_bytes(), type=Theme)
