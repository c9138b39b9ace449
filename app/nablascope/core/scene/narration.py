"""What one moment of a run says: one sentence, or a few short ones, with its numbers.

Every number is one that was recorded, or is computed from recorded ones; an equation is told only where
it holds for them.
"""

from nablascope.core.scene.narrate_backward import narrate_call, narrate_deliver, narrate_seed
from nablascope.core.scene.narrate_end import narrate_end
from nablascope.core.scene.narrate_forward import narrate_forward
from nablascope.core.scene.narrate_leaf import narrate_accumulate, narrate_set
from nablascope.core.scene.narrate_start import narrate_start
from nablascope.core.scene.narrated import Narration, Part, Words, narration
from nablascope.core.timeline.moments import Moment
from nablascope.core.timeline.playback import Playback
from nablascope.core.timeline.timeline import Step, StepKind

__all__ = ["Narration", "Part", "narrate"]


def narrate(playback: Playback, moment: Moment) -> Narration:
    """The sentence of `moment`, to be read, copied and announced.

    Args:
        playback: the run.
        moment: nothing yet, one step, or the call of a node with all that it sends.
    """
    end = narrate_end(playback.trace) if moment.last == len(playback.timeline) else ()
    if moment.empty:
        return narration((*narrate_start(playback), *end))
    step = playback.timeline.step(moment.first + 1)
    return narration((*_told(playback, step, moment.first + 1, moment.last), *end))


def _told(playback: Playback, step: Step, k: int, last: int) -> Words:
    match step.kind:
        case StepKind.FORWARD:
            return narrate_forward(playback, step.subject)
        case StepKind.SEED:
            return narrate_seed(playback, step.subject, step.number)
        case StepKind.CALL:
            return narrate_call(playback, step.subject, k, last)
        case StepKind.DELIVER:
            return narrate_deliver(playback, step.subject, k)
        case StepKind.ACCUMULATE:
            return narrate_accumulate(playback, step.subject, k)
        case StepKind.SET:
            return narrate_set(playback, step.subject, step.number)
