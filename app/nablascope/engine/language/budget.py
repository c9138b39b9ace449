"""How much a program may do before it is stopped; the parent process owns the clock."""

from dataclasses import dataclass

from nablascope.core.language.failure import Failure, LanguageError

MAX_STEPS = 2_000_000
TORCH_STEPS = 20
"""How many steps an operation of torch counts for: it takes about as long, recorded."""

ELEMENTS_A_STEP = 500
"""How many elements of a tensor take as long to compute as a step."""

CHARACTERS_A_STEP = 100
"""How many characters of a text take as long to go through as a step, at worst."""

MAX_PRINTED = 64_000
"""Characters."""

MAX_ITEMS = 100_000
"""Of a list, a tuple or a text, nested ones included."""

MAX_NESTING = 60
"""Of lists and the like inside of each other."""

MAX_CALLS = 60
"""Of the program's own functions, running at the same time."""

MAX_ELEMENTS = 10_000_000
"""Of one tensor."""


@dataclass(slots=True)
class Budget:
    """Counts the evaluator's steps: one for each expression and statement, and each item of a list."""

    steps: int = 0

    def spend(self, steps: int = 1) -> None:
        """Takes `steps` from what is left.

        Raises:
            LanguageError: when nothing is left.
        """
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise LanguageError(Failure("this program takes too many steps", "let its loops end earlier"))


def too_many_items() -> LanguageError:
    """The error for a list or a text over `MAX_ITEMS`."""
    return LanguageError(
        Failure(f"this has more than {MAX_ITEMS:,} items", "make it smaller, or make it a tensor")
    )
