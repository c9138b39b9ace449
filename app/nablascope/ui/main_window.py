"""`MainWindow`: puts the parts together and connects them; nothing is decided here."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QVBoxLayout, QWidget

from nablascope.core.language.failure import Fix
from nablascope.core.scene.theme import Theme
from nablascope.document.document import InputFix
from nablascope.document.examples import Example, examples
from nablascope.ui import help as help_windows
from nablascope.ui.actions import Actions, Spec
from nablascope.ui.appearance import Appearance, Choice
from nablascope.ui.canvas import Canvas
from nablascope.ui.editor import Editor
from nablascope.ui.files import Files
from nablascope.ui.inputs import Inputs
from nablascope.ui.message_bar import MessageBar
from nablascope.ui.output import Output
from nablascope.ui.panes import beside, left_column, pane
from nablascope.ui.session import Session
from nablascope.ui.title_row import TitleRow
from nablascope.ui.zoom_controls import ZoomControls
from nablascope.workspace import events
from nablascope.workspace.view_state import ViewState

SIZE = (1440, 900)

_CHOICES: dict[str, Choice] = {"theme_system": "system", "theme_light": "light", "theme_dark": "dark"}


class MainWindow(QMainWindow):
    """The window of one workspace."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self.session = session
        self._appearance = appearance
        self._examples = examples()
        self.actions_by_name = Actions(self, _example_specs(self._examples))
        self.files = Files(session, self)
        self.title_row = TitleRow(self.actions_by_name)
        self.editor = Editor(appearance.theme)
        self.inputs = Inputs()
        self.output = Output()
        self.canvas = Canvas(appearance.theme)
        self.zoom_controls = ZoomControls(self.actions_by_name)
        self.message_bar = MessageBar()
        self._torch = ""
        self._assemble()
        self._connect_parts()
        self._connect_actions()

    def show_view(self, view: ViewState) -> None:
        """Shows all of `view`."""
        self._torch = view.torch
        self.setWindowTitle(f"{view.title}[*] – Nablascope")
        self.setWindowModified(view.modified)
        self.title_row.show_view(view)
        self.editor.show_text(view.text)
        self.editor.show_underline(view.underline)
        self.inputs.show_inputs(view.inputs, view.dtype)
        self.output.show_lines(view.printed)
        self.canvas.show_picture(view.picture, view.vacancy)
        self.message_bar.show_message(view.message)
        self._enable(view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks before work is lost, then ends the engine."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.session.close()
        event.accept()

    def _assemble(self) -> None:
        self.setObjectName("window")
        self.resize(*SIZE)
        column = left_column(
            pane("Expression", self.editor), pane("Inputs", self.inputs), pane("Output", self.output)
        )
        right = QWidget()
        stage = QGridLayout(right)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.addWidget(self.canvas, 0, 0)
        stage.addWidget(self.zoom_controls, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        # Over the canvas, not below it: the graph stays in its place when a message comes or goes.
        stage.addWidget(self.message_bar, 0, 0, Qt.AlignmentFlag.AlignBottom)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.title_row)
        rows.addWidget(beside(column, right), 1)
        self.setCentralWidget(body)
        self.editor.setFocus()

    def _connect_parts(self) -> None:
        dispatch = self.session.dispatch
        self.session.changed.connect(self.show_view)
        self._appearance.themed.connect(self._set_theme)
        self.editor.typed.connect(lambda text: dispatch(events.Type(text)))
        self.inputs.changed.connect(lambda value, gesture: dispatch(events.SetInput(value, gesture)))
        self.title_row.device.chosen.connect(lambda name: dispatch(events.ChooseDevice(name)))
        self.title_row.dtype.chosen.connect(lambda name: dispatch(events.ChooseDType(name)))
        self.title_row.status.cancel_wanted.connect(self.actions_by_name["cancel"].trigger)
        self.canvas.scaled.connect(self.zoom_controls.show_scale)
        self.message_bar.fix_wanted.connect(self._fix)
        self.files.opened.connect(self.editor.setFocus)
        self.files.told.connect(self.title_row.status.tell)
        self.message_bar.action_wanted.connect(lambda name: self.actions_by_name[name].trigger())

    def _connect_actions(self) -> None:
        dispatch, files, canvas = self.session.dispatch, self.files, self.canvas
        handlers = {
            "new": files.new,
            "open": files.open,
            "save": files.save,
            "save_as": files.save_as,
            "export": self._export,
            "quit": self.close,
            "undo": lambda: dispatch(events.Undo()),
            "redo": lambda: dispatch(events.Redo()),
            "cut": lambda: _edit("cut"),
            "copy": lambda: _edit("copy"),
            "paste": lambda: _edit("paste"),
            "fit": canvas.fit,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "actual_size": canvas.actual_size,
            "next_pane": lambda: self._move_focus(1),
            "previous_pane": lambda: self._move_focus(-1),
            "run": lambda: dispatch(events.Run()),
            "cancel": lambda: dispatch(events.Cancel()),
            "restart": lambda: dispatch(events.Restart()),
            "reading": lambda: help_windows.reading_help(self).open(),
            "shortcuts": lambda: help_windows.shortcuts_help(self.actions_by_name, self).open(),
            "about": lambda: help_windows.about(self._torch, self).open(),
        }
        for name, handler in handlers.items():
            self.actions_by_name[name].triggered.connect(_without_argument(handler))
        self._connect_choices()

    def _connect_choices(self) -> None:
        for name, choice in _CHOICES.items():
            action = self.actions_by_name[name]
            action.setChecked(choice == self._appearance.choice)
            action.triggered.connect(_without_argument(self._appearance.choose, choice))
        for example in self._examples:
            action = self.actions_by_name[_action_name(example)]
            action.triggered.connect(_without_argument(self.files.replace, example.document, example.title))

    def _enable(self, view: ViewState) -> None:
        for name, on in (
            ("undo", view.can_undo),
            ("redo", view.can_redo),
            ("export", view.can_export),
            ("cancel", view.status.can_cancel),
        ):
            self.actions_by_name[name].setEnabled(on)

    def _fix(self, fix: Fix | InputFix) -> None:
        self.session.dispatch(events.ApplyFix(fix))
        self.editor.setFocus()

    def _set_theme(self, theme: Theme) -> None:
        self.editor.set_theme(theme)
        self.canvas.set_theme(theme)

    def _export(self) -> None:
        picture = self.canvas.display_list
        if picture is None:
            return
        # Imported when it is wanted: the SVG writer brings an XML library that would delay the window.
        from nablascope.ui.export_dialog import ExportDialog

        dialog = ExportDialog(picture, self.files.folder() / f"{self.files.stem()}.png", self)
        dialog.exported.connect(self.files.exported)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _move_focus(self, step: int) -> None:
        """To the next pane; the inputs are entered at their first field."""
        fields = [card.field for card in self.inputs.cards.values()][:1]
        panes: list[QWidget] = [self.editor, *fields, self.output, self.canvas, self.title_row.device]
        now = next((place for place, widget in enumerate(panes) if widget.hasFocus()), -1)
        panes[(now + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _example_specs(shipped: tuple[Example, ...]) -> tuple[Spec, ...]:
    return tuple(
        Spec(_action_name(example), f"{example.title}: {example.summary}", (f"Ctrl+Alt+{number}",))
        for number, example in enumerate(shipped, start=1)
    )


def _action_name(example: Example) -> str:
    return f"example_{example.name}"


def _edit(what: str) -> None:
    """Cuts, copies or pastes in the text that has the focus."""
    edit = getattr(QApplication.focusWidget(), what, None)
    if edit is not None:
        edit()


def _without_argument(handler: Callable[..., object], *arguments: object) -> Callable[[], None]:
    """A slot that does not take a signal's ``checked``."""

    def slot() -> None:
        handler(*arguments)

    return slot
