"""What one moment of a run says: one sentence, with its numbers."""

from nablascope.core.scene.inspect_edge import called
from nablascope.core.scene.narrated import Narration, Word, gradient, narration, value
from nablascope.core.scene.numbers import preview
from nablascope.core.timeline.frame import frame_at
from nablascope.core.timeline.moments import Moment, steps_in
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Step, StepKind


def narrate(playback: Playback, moment: Moment) -> Narration:
    """The sentence of `moment`, to be read, copied and announced."""
    if moment.empty:
        return narration("Nothing has happened yet.")
    parts: list[Word] = []
    for step in steps_in(playback.timeline, moment):
        parts += [" " if parts else "", *_step(playback, step, moment.last)]
    return narration(*parts)


def _step(playback: Playback, step: Step, k: int) -> list[Word]:
    trace, frame = playback.trace, frame_at(playback, k)
    if step.kind is StepKind.DELIVER:
        edge = trace.edges[step.subject]
        share = frame.share(step.subject)
        ends = called(trace.nodes[edge.target]), called(trace.nodes[edge.source])
        return [f"{ends[0]} sends ", gradient(preview(share) if share else "nothing"), f" to {ends[1]}."]
    if step.kind is StepKind.SEED:
        return ["Backward starts."]
    node = trace.nodes[step.subject]
    if step.kind is StepKind.FORWARD:
        return [f"{called(node)} is ", value(preview(node.value) if node.value else "unseen"), "."]
    grad = frame.grad(node.id)
    return [f"{called(node)} received ", gradient(preview(grad) if grad else "nothing"), "."]
