"""What a link of the inspector's page is called."""

from nablascope.core.scene.inspection import Link


def link_target(link: Link) -> str:
    """What a link is called in the page."""
    return f"{link.kind}:{link.index}"


def link_of(target: str) -> Link | None:
    """What a link of the page leads to; None for one that goes elsewhere."""
    kind, _, index = target.partition(":")
    if kind == "node" or kind == "edge" or kind == "path":
        return Link(kind, int(index))
    return None
