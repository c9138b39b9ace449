"""`transport_view`: what the window shows of where in the run it is; pure."""

from nablascope.core.language.span import Span
from nablascope.core.timeline.moments import count, is_forward, moment_at, place_of
from nablascope.core.timeline.playback import subject_of
from nablascope.workspace.picture import is_of_the_text, picture
from nablascope.workspace.state import Workspace
from nablascope.workspace.stepping import breakpoints
from nablascope.workspace.view_state import Picture, Shown, TransportView


def transport_view(workspace: Workspace) -> TransportView:
    """Where in the run the window is."""
    picture_now, transport = picture(workspace), workspace.transport
    timeline = picture_now.timeline if picture_now else None
    shown = _shown(workspace, picture_now)
    k = shown.moment.last if shown else 0
    return TransportView(
        timeline=timeline,
        shown=shown,
        place=place_of(timeline, transport.grain, k) if timeline else 0,
        count=count(timeline, transport.grain) if timeline else 0,
        playing=transport.playing and shown is not None,
        speed=transport.speed,
        loop=transport.loop,
        grain=transport.grain,
        breakpoints=breakpoints(workspace),
        span=_span(shown) if is_of_the_text(workspace) else None,
        forward=timeline is not None and is_forward(timeline, k),
        earlier=picture_now is not None and picture_now.dimmed,
    )


def _shown(workspace: Workspace, picture_now: Picture | None) -> Shown | None:
    playback, k = workspace.playback, workspace.transport.k
    if picture_now is None or k is None or playback is None or playback.trace is not picture_now.trace:
        return None
    moment = moment_at(playback.timeline, workspace.transport.grain, k)
    return Shown(playback, moment, workspace.transport.t)


def _span(shown: Shown | None) -> Span | None:
    if shown is None or shown.moment.empty:
        return None
    columns = shown.playback.trace.node_columns
    node = subject_of(shown.playback, shown.playback.timeline.step(shown.moment.first + 1))
    return columns.span(node) if columns.file[node] is None else None
