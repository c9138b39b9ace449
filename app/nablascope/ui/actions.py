"""Every action of the window, by name, with its words and its keys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Spec:
    """An action's name, its text in a menu and its keys; the first of them is shown.

    Attributes:
        checkable: whether it is on or off.
        in_graph: whether its keys count in the graph and its transport alone, since elsewhere they type.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    checkable: bool = False
    in_graph: bool = False


MENUS: tuple[tuple[str, tuple[Spec | None, ...]], ...] = (
    (
        "&File",
        (
            Spec("new", "&New", ("Ctrl+N",)),
            Spec("open", "&Open…", ("Ctrl+O",)),
            None,
            Spec("save", "&Save", ("Ctrl+S",)),
            Spec("save_as", "Save &As…", ("Ctrl+Shift+S",)),
            None,
            Spec("export", "&Export…", ("Ctrl+E",)),
            None,
            Spec("quit", "&Quit", ("Ctrl+Q",)),
        ),
    ),
    (
        "&Edit",
        (
            Spec("undo", "&Undo", ("Ctrl+Z",)),
            Spec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
            None,
            Spec("cut", "Cu&t", ("Ctrl+X",)),
            Spec("copy", "&Copy", ("Ctrl+C",)),
            Spec("paste", "&Paste", ("Ctrl+V",)),
            None,
            Spec("find", "&Find…", ("Ctrl+F",)),
            Spec("find_next", "Find &next", ("F3",)),
            Spec("find_previous", "Find pre&vious", ("Shift+F3",)),
            Spec("select_at_cursor", "&Select the node at the cursor", ("Ctrl+J",)),
        ),
    ),
    (
        "&View",
        (
            Spec("fit", "&Fit", ("F", "Ctrl+0")),
            Spec("zoom_in", "Zoom &in", ("Ctrl++", "Ctrl+=")),
            Spec("zoom_out", "Zoom &out", ("Ctrl+-",)),
            Spec("actual_size", "&100 %", ("Ctrl+1",)),
            Spec("zoom_to_selected", "Zoom to the &selection", ("Ctrl+2",)),
            None,
            Spec("tidy", "Tid&y", ("Ctrl+T",)),
            None,
            Spec("down", "&Top to bottom", ("Ctrl+Shift+D",), True),
            None,
            Spec("groups", "&Groups", ("Ctrl+G",), True),
            Spec("open_group", "&Open the selected group", ("O",), in_graph=True),
            Spec("close_group", "&Close the group around what is selected", ("C",), in_graph=True),
            Spec("open_groups", "Open a&ll groups", ("Ctrl+Shift+G",)),
            Spec("close_groups", "Clos&e all groups", ("Ctrl+Alt+G",)),
            None,
            Spec("inspector", "&Inspector", ("Ctrl+I",), True),
            Spec("outline", "O&utline", ("Ctrl+Shift+O",), True),
            Spec("minimap", "&Minimap", ("Ctrl+M",), True),
            None,
            Spec("theme_system", "Theme of the &system", ("Ctrl+Alt+S",), True),
            Spec("theme_light", "&Light theme", ("Ctrl+Alt+L",), True),
            Spec("theme_dark", "&Dark theme", ("Ctrl+Alt+D",), True),
            Spec("gradient_colours", "&Gradient colours", ("Ctrl+Alt+K",), True),
            None,
            Spec("next_pane", "&Next pane", ("F6",)),
            Spec("previous_pane", "&Previous pane", ("Shift+F6",)),
        ),
    ),
    (
        "&Graph",
        (
            Spec("to_producer", "Along an edge to the &producer", ("Ctrl+Shift+Left",), in_graph=True),
            Spec("to_consumer", "Along an edge to the &consumer", ("Ctrl+Shift+Right",), in_graph=True),
            Spec("next_edge", "&Next edge of the node", ("Ctrl+Shift+Down",), in_graph=True),
            Spec("previous_edge", "P&revious edge of the node", ("Ctrl+Shift+Up",), in_graph=True),
            None,
            Spec("show_paths", "Show all paths to the &output", ("P",), checkable=True, in_graph=True),
            Spec("hide_constants", "&Hide constants", ("Ctrl+H",), True),
        ),
    ),
    (
        "&Step",
        (
            Spec("play", "&Play or pause", ("Space",), in_graph=True),
            Spec("step_on", "Step &on", ("Right",), in_graph=True),
            Spec("step_back", "Step &back", ("Left",), in_graph=True),
            Spec("first_step", "&First step", ("Home",), in_graph=True),
            Spec("last_step", "&Last step", ("End",), in_graph=True),
            Spec("whole", "&Whole graph", ("W",), in_graph=True),
            None,
            Spec("go_to_node", "&Go to the selected node's step", ("G",), in_graph=True),
            Spec("pause_here", "Pause at the selected &node", ("B",), in_graph=True),
            None,
            Spec("by_edge", "One step an &edge", ("E",), checkable=True, in_graph=True),
            Spec("loop", "Loo&p", ("L",), checkable=True, in_graph=True),
            Spec("faster", "F&aster", ("]",), in_graph=True),
            Spec("slower", "&Slower", ("[",), in_graph=True),
            None,
            Spec("copy_step", "&Copy the step's sentence", ("Ctrl+Alt+C",)),
            Spec("follow", "&View follows the step", ("Ctrl+Alt+F",), True),
            Spec("still", "&Reduce motion", ("Ctrl+Alt+M",), True),
        ),
    ),
    ("E&xamples", ()),
    (
        "&Run",
        (
            Spec("run", "&Run again", ("F5",)),
            Spec("run_python", "Run as &Python…", ("Ctrl+Return", "Ctrl+Enter")),
            Spec("forget_python", "&Forget what may run as Python", ("Ctrl+Alt+P",)),
            None,
            Spec("cancel", "&Cancel", ("Esc",)),
            None,
            Spec("restart", "Restart &engine", ("Shift+F5",)),
            Spec("limits", "&Limits…", ("Ctrl+Shift+L",)),
        ),
    ),
    (
        "&Help",
        (
            Spec("reading", "&How to read the picture", ("F1",)),
            Spec("shortcuts", "&Keyboard shortcuts", ("Ctrl+F1",)),
            None,
            Spec("about", "&About Nablascope", ("Shift+F1",)),
        ),
    ),
)
"""The menus in order; None is a line between groups. The examples' menu is filled with what ships."""

THEMES = ("theme_system", "theme_light", "theme_dark")


class Actions:
    """Holds every `QAction` by its name; the same object serves menus, buttons, keys and tests."""

    def __init__(self, window: QWidget, examples: tuple[Spec, ...]) -> None:
        self.menus = tuple((title, specs or examples) for title, specs in MENUS)
        self._window = window
        self._by_name = {spec.name: self._make(spec) for _, specs in self.menus for spec in specs if spec}
        themes = QActionGroup(window)
        for name in THEMES:
            themes.addAction(self[name])

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self):  # noqa: ANN204 - an iterator of QAction
        return iter(self._by_name.values())

    def _make(self, spec: Spec) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        if spec.in_graph:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        return action

    def add_to(self, widget: QWidget) -> None:
        """Lets the keys of the graph's actions count in `widget` too."""
        names = (spec.name for _, specs in self.menus for spec in specs if spec and spec.in_graph)
        widget.addActions([self[name] for name in names])


def plain_text(action: QAction) -> str:
    """An action's words without the mark of its menu key."""
    return action.text().replace("&", "").removesuffix("…")
