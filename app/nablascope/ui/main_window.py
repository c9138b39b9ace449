"""`MainWindow`: puts the parts together and connects them; nothing is decided here."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QVBoxLayout, QWidget

from nablascope.core.language.failure import Fix
from nablascope.core.scene.theme import Theme
from nablascope.document.document import InputFix
from nablascope.document.examples import examples
from nablascope.ui.actions import Actions
from nablascope.ui.appearance import Appearance
from nablascope.ui.canvas import Canvas
from nablascope.ui.choices import example_specs
from nablascope.ui.editor import Editor
from nablascope.ui.files import Files
from nablascope.ui.graph_title import GraphTitle
from nablascope.ui.grouping import Grouping
from nablascope.ui.heading import Heading
from nablascope.ui.inputs import Inputs
from nablascope.ui.inspector import Inspector
from nablascope.ui.lookup import KnownMeasures
from nablascope.ui.message_bar import MessageBar
from nablascope.ui.minimap import Minimap
from nablascope.ui.outline import Outline
from nablascope.ui.output import Output
from nablascope.ui.panes import above, beside, graph_and_inspector, graph_and_outline, left_column, pane
from nablascope.ui.picking import Picking
from nablascope.ui.recorded import Recorded
from nablascope.ui.search_bar import SearchBar
from nablascope.ui.seeking import Seeking
from nablascope.ui.session import Session
from nablascope.ui.stepping import Stepping
from nablascope.ui.title_row import TitleRow
from nablascope.ui.transport_bar import TransportBar
from nablascope.ui.understood import Understood
from nablascope.ui.ways import Ways
from nablascope.ui.zoom_controls import ZoomControls
from nablascope.workspace import events
from nablascope.workspace.group_events import Reveal
from nablascope.workspace.place_events import Pinned
from nablascope.workspace.view_state import RecordingView, ViewState
from nablascope.workspace.whole import in_whole

SIZE = (1440, 900)
NARROW = 1000
"""Pixels; a narrower window hides the inspector until a person asks for it."""

_OF_A_PROGRAM = ("save", "save_as", "cut", "paste", "run", "run_python", "restart", "select_at_cursor")
"""The actions that a recorded trace has no use for."""


class MainWindow(QMainWindow):
    """The window of one workspace."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self.session = session
        self.appearance = appearance
        self.examples = examples()
        self.actions_by_name = Actions(self, example_specs(self.examples))
        self.files = Files(session, self)
        self.title_row = TitleRow(self.actions_by_name)
        self.editor = Editor(appearance.theme)
        self.understood = Understood(session)
        self.inputs = Inputs()
        self.output = Output()
        self.recorded = Recorded(appearance.theme)
        self.inspector = Inspector(appearance.theme)
        self.canvas = Canvas(appearance.theme)
        known = KnownMeasures()
        self.outline = Outline(appearance.theme, known)
        self.search = SearchBar(self.actions_by_name, known)
        self.transport = TransportBar(self.actions_by_name, appearance.theme)
        parts = self.canvas, self.transport, self.editor, self.inspector
        self.stepping = Stepping(session, self.actions_by_name, *parts, self.title_row.status.tell)
        self.grouping = Grouping(session, self.actions_by_name, self.canvas)
        self.ways = Ways(session, self.actions_by_name, self.canvas, self.inspector)
        self.picking = Picking(session, self.editor, self.title_row.status.tell)
        self.seeking, self.zoom_controls = Seeking(session, self.canvas), ZoomControls(self.actions_by_name)
        self.graph_title = GraphTitle()
        self.message_bar = MessageBar()
        self.wants_inspector, self._narrow = True, False
        self._assemble()
        self._connect_parts()

    def show_view(self, view: ViewState) -> None:
        """Shows all of `view`."""
        self.setWindowTitle(f"{view.title}[*] – Nablascope")
        self.setWindowModified(view.modified)
        self.title_row.show_view(view)
        self.editor.show_text(view.text)
        self.editor.show_underline(view.underline)
        self.editor.show_selected(view.selected_span)
        self.inputs.show_inputs(view.inputs, view.dtype)
        self.output.show_lines(view.printed, earlier=view.printed_earlier)
        self.canvas.show_run(view.picture, view.vacancy, view.selected, view.transport)
        self.canvas.show_also(view.also)
        self.stepping.show_transport(view.transport)
        self.inspector.show_selected(view.picture, view.selected, view.recording is None)
        whole = in_whole(view.picture, view.selected)
        self.outline.show_selected(*whole)
        self.search.show_selected(*whole)
        self._show_recording(view.recording)
        self.grouping.show_view(view)
        self.ways.show_view(view)
        self.graph_title.show_title(view.order.title)
        self.message_bar.show_message(view.message)
        self._enable(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the graph its room; the inspector comes back with the width."""
        narrow = event.size().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.actions_by_name["inspector"].setChecked(self.wants_inspector and not narrow)
        super().resizeEvent(event)

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
        self._recorded_pane = pane(Heading("Recorded trace"), self.recorded)
        expression = pane(Heading("Expression"), self.editor, self.understood)
        self._program_panes = expression, pane(Heading("Inputs"), self.inputs)
        output = pane(self.output.heading, self.output)
        column = left_column(self._recorded_pane, *self._program_panes, output)
        self.inspector_pane = pane(Heading("Inspector"), self.inspector)
        self.floors = graph_and_outline(self._stage(), self.outline)
        self.outline.hide()
        self.halves = graph_and_inspector(self.floors, self.inspector_pane)
        self.columns = beside(column, above(self.halves, self.transport))
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.title_row)
        rows.addWidget(self.columns, 1)
        self.setCentralWidget(body)
        self._first_pane().setFocus()

    def _stage(self) -> QWidget:
        """The canvas with what lies over it: the graph stays in its place when a message comes or goes."""
        layers = QGridLayout(stage := QWidget())
        layers.setContentsMargins(0, 0, 0, 0)
        layers.addWidget(self.canvas, 0, 0)
        layers.addWidget(self.zoom_controls, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        layers.addWidget(self.graph_title, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layers.addWidget(self.grouping.crumbs, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layers.addWidget(self.search, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.minimap = Minimap(self.canvas)
        bottom = QVBoxLayout()
        bottom.addWidget(self.minimap, 0, Qt.AlignmentFlag.AlignRight)
        bottom.addWidget(self.message_bar)
        layers.addLayout(bottom, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self.canvas.stand_above(self.message_bar)
        return stage

    def want_inspector(self, wanted: bool) -> None:
        """Remembers whether a person wants it where there is room."""
        self.wants_inspector = wanted

    def _show_recording(self, recording: RecordingView | None) -> None:
        """A recorded trace has no program: its facts stand in the place of the editor and the inputs."""
        self.recorded.show_recording(recording)
        self._recorded_pane.setVisible(recording is not None)
        for program in self._program_panes:
            program.setVisible(recording is None)

    def _connect_parts(self) -> None:
        dispatch = self.session.dispatch
        self.session.changed.connect(self.show_view)
        self.appearance.themed.connect(self._set_theme)
        self.editor.typed.connect(lambda text: dispatch(events.Type(text)))
        self.editor.refused.connect(lambda why: dispatch(events.RefusePaste(why)))
        self.inputs.changed.connect(lambda value, gesture: dispatch(events.SetInput(value, gesture)))
        self.title_row.device.chosen.connect(lambda name: dispatch(events.ChooseDevice(name)))
        self.title_row.dtype.chosen.connect(lambda name: dispatch(events.ChooseDType(name)))
        self.title_row.order.chosen.connect(lambda order: dispatch(events.ChooseOrder(order)))
        self.title_row.leaf.chosen.connect(lambda name: dispatch(events.ChooseLeaf(name)))
        self.title_row.status.cancel_wanted.connect(self.actions_by_name["cancel"].trigger)
        self.canvas.chosen.connect(lambda selected: dispatch(events.Select(selected)))
        self.canvas.several.connect(lambda nodes: dispatch(events.SelectNodes(nodes)))
        self.canvas.dropped.connect(lambda key, *by: dispatch(Pinned(key, *by)))
        self.inspector.wanted.connect(lambda selected: dispatch(events.Select(selected)))
        self.outline.chosen.connect(lambda selected: dispatch(Reveal(selected.index)))
        self.outline.wanted.connect(self._go_to_node)
        for finder in (self.search, self.picking):
            finder.found.connect(self._find_node)
        self.inspector.line_wanted.connect(self.editor.go_to)
        self.message_bar.node_wanted.connect(lambda id: dispatch(Reveal(id)))
        self.canvas.scaled.connect(self.zoom_controls.show_scale)
        self.message_bar.fix_wanted.connect(self._fix)
        self.files.opened.connect(lambda: self._first_pane().setFocus())
        self.files.told.connect(self.title_row.status.tell)
        self.message_bar.action_wanted.connect(lambda name: self.actions_by_name[name].trigger())

    def _enable(self, view: ViewState) -> None:
        runs = view.recording is None
        for name, on in (
            *((name, runs) for name in _OF_A_PROGRAM),
            ("undo", view.can_undo),
            ("redo", view.can_redo),
            ("export", view.can_export),
            ("cancel", view.status.can_cancel),
        ):
            self.actions_by_name[name].setEnabled(on)

    def _fix(self, fix: Fix | InputFix) -> None:
        self.session.dispatch(events.ApplyFix(fix))
        self.editor.setFocus()

    def _find_node(self, id: int) -> None:
        self.session.dispatch(Reveal(id))
        self.seeking.want(id)

    def _go_to_node(self, id: int) -> None:
        self._find_node(id)
        self.canvas.setFocus()

    def _set_theme(self, theme: Theme) -> None:
        parts = self.editor, self.canvas, self.inspector, self.recorded, self.transport, self.outline
        for part in parts:
            part.set_theme(theme)

    def _first_pane(self) -> QWidget:
        """Where a person begins: with the program, or with the graph of a recording."""
        return self.canvas if self.session.workspace.recording else self.editor

    def focus_order(self) -> tuple[QWidget, ...]:
        """The panes in the order of the keyboard's way; the inputs are entered at their first field."""
        fields = [card.field for card in self.inputs.cards.values()][:1]
        graph = (self.canvas, self.outline.table, self.transport.scrubber, self.inspector)
        return (self.recorded, self.editor, *fields, self.output, *graph, self.title_row.device)
