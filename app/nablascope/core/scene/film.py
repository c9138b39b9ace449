"""`Film`: the moving picture as still ones, each with the time it stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nablascope.core.scene.display_list import DisplayList
from nablascope.core.timeline.timeline import Grain, Part


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a film.

    Attributes:
        picture: what is seen; all pictures of a film have one extent.
        seconds: how long it stays, more than 0.
    """

    picture: DisplayList
    seconds: float


Film = Iterable[Shot]
"""Made while it is watched, for there may be hundreds; where it knows its length, progress can tell it."""


@dataclass(frozen=True, slots=True)
class FilmOptions:
    """What of a run a film shows, and how.

    Attributes:
        grain: a step for each node, or for each edge.
        part: the whole run, its forward or its backward pass.
        fps: pictures a second while something moves; a picture that stays is one shot.
        speed: how many times faster than usual.
    """

    grain: Grain = "node"
    part: Part = "all"
    fps: float = 20.0
    speed: float = 1.0


def merged(film: Film) -> Iterator[Shot]:
    """The same film with one longer shot where a picture follows itself."""
    held: Shot | None = None
    for shot in film:
        if held is None:
            held = shot
        elif shot.picture == held.picture:
            held = Shot(held.picture, held.seconds + shot.seconds)
        else:
            yield held
            held = shot
    if held is not None:
        yield held
