"""Python mode in the window: the question before a text runs in it, and its actions."""

from PySide6.QtWidgets import QWidget

from nablascope.ui.boxes import Button, ask
from nablascope.ui.choices import without_argument
from nablascope.ui.main_window import MainWindow
from nablascope.ui.session import Session
from nablascope.workspace.consent import is_confined, is_replaced, is_trusted
from nablascope.workspace.events import AllowPython, ForgetPython
from nablascope.workspace.state import Workspace
from nablascope.workspace.view_state import ViewState

QUESTION = "Run this text as Python?"
HELD = (
    "Python can do more than the expression language. Here it can read every file that you can read. "
    "The system keeps it from changing files, starting programs and using the network."
)
FREE = (
    "Python can do anything that you can do on this computer: read, change and delete your files, start "
    "programs and use the network. Nothing keeps it from that here."
)
TERMS = (
    "Do so only if you wrote this text or trust whoever did.\n\n"
    "It is remembered for exactly this text, on this computer and not in the document. While this document "
    "is open, Ctrl+Return then runs the text that you edit without asking again, until more than half of its "
    "lines are other ones."
)
REPLACED = "This is not the text that you allowed before: more than half of its lines are other ones."


def connect_python(window: MainWindow) -> None:
    """Lets the window's actions run texts as Python, and forget which may."""
    actions, session = window.actions_by_name, window.session
    actions["run_python"].triggered.connect(without_argument(run_as_python, session, window))
    actions["forget_python"].triggered.connect(without_argument(session.dispatch, ForgetPython()))

    def show(view: ViewState) -> None:
        actions["run_python"].setText("Run as &Python" if view.python.trusted else "Run as &Python…")
        actions["forget_python"].setEnabled(view.python.can_forget)

    session.changed.connect(show)


def run_as_python(session: Session, window: QWidget) -> None:
    """Runs the text as Python, after a question where a person has not answered it before."""
    workspace = session.workspace
    text = workspace.document.text
    if text.strip() and (is_trusted(workspace) or _agrees(window, _terms(workspace))):
        session.dispatch(AllowPython(text))


def _agrees(window: QWidget, terms: str) -> bool:
    labels = {Button.Cancel: "Cancel", Button.Yes: "Run as Python"}
    return ask(window, QUESTION, terms, labels) == Button.Yes


def _terms(workspace: Workspace) -> str:
    replaced = [REPLACED] if is_replaced(workspace) else []
    return "\n\n".join((*replaced, HELD if is_confined(workspace) else FREE, TERMS))
