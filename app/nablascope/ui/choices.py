"""The actions that choose: a theme, a direction, an example; and how signals reach plain functions."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from nablascope.document.examples import Example
from nablascope.ui.actions import Actions, Spec
from nablascope.ui.appearance import Appearance, Choice
from nablascope.ui.session import Session
from nablascope.workspace.events import ChooseDirection

_CHOICES: dict[str, Choice] = {"theme_system": "system", "theme_light": "light", "theme_dark": "dark"}


def connect_themes(actions: Actions, appearance: Appearance) -> None:
    """Lets the theme actions choose, and marks what is on."""
    for name, choice in _CHOICES.items():
        actions[name].setChecked(choice == appearance.choice)
        actions[name].triggered.connect(without_argument(appearance.choose, choice))
    actions["gradient_colours"].setChecked(appearance.theme.coloured)
    actions["gradient_colours"].toggled.connect(appearance.colour)


def connect_direction(actions: Actions, session: Session) -> None:
    """Lets the graph run from the top down, and marks whether it does."""
    actions["down"].setChecked(session.workspace.down)
    actions["down"].toggled.connect(lambda on: session.dispatch(ChooseDirection(on)))


def connect_examples(actions: Actions, shipped: tuple[Example, ...], show: Callable[..., None]) -> None:
    """Lets each example's action `show` its document and title."""
    for example in shipped:
        slot = without_argument(show, example.document, example.title)
        actions[_action_name(example)].triggered.connect(slot)


def example_specs(shipped: tuple[Example, ...]) -> tuple[Spec, ...]:
    """An action for each example."""
    return tuple(
        Spec(_action_name(example), f"{example.title}: {example.summary}", (f"Ctrl+Alt+{number}",))
        for number, example in enumerate(shipped, start=1)
    )


def edit_focused(what: str) -> None:
    """Cuts, copies or pastes in the text that has the focus."""
    edit = getattr(QApplication.focusWidget(), what, None)
    if edit is not None:
        edit()


def without_argument(handler: Callable[..., object], *arguments: object) -> Callable[[], None]:
    """A slot that does not take a signal's ``checked``."""

    def slot() -> None:
        handler(*arguments)

    return slot


def _action_name(example: Example) -> str:
    return f"example_{example.name}"
