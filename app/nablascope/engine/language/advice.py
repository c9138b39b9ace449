"""What to do about a failure, in the program's own names and lines."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from nablascope.core.language.failure import Failure
from nablascope.core.language.program import Program
from nablascope.engine.language.in_place import leaf_advice, saved_advice
from nablascope.engine.language.not_followed import cause
from nablascope.engine.language.torch_errors import CHANGED, LEAF_CHANGED, NOTHING_FOLLOWED, NOTHING_HERE


def advised(failure: Failure, program: Program) -> Failure:
    """`failure` with advice about this very program, where its text tells enough."""
    advise = _ADVICE.get(failure.message)
    hint = advise(failure, program) if advise else None
    return failure if hint is None else replace(failure, hint=hint)


_ADVICE: Mapping[str, Callable[[Failure, Program], str | None]] = {
    CHANGED: saved_advice,
    LEAF_CHANGED: leaf_advice,
    NOTHING_FOLLOWED: cause,
    NOTHING_HERE: cause,
}
