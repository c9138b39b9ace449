"""Every action of the window, by name, with its words and its keys."""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Spec:
    """An action's name, its text in a menu and its keys; the first of them is shown."""

    name: str
    text: str
    keys: tuple[str, ...]
    checkable: bool = False


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
        ),
    ),
    (
        "&View",
        (
            Spec("fit", "&Fit", ("F", "Ctrl+0")),
            Spec("zoom_in", "Zoom &in", ("Ctrl++", "Ctrl+=")),
            Spec("zoom_out", "Zoom &out", ("Ctrl+-",)),
            Spec("actual_size", "&100 %", ("Ctrl+1",)),
            None,
            Spec("inspector", "&Inspector", ("Ctrl+I",), True),
            None,
            Spec("theme_system", "Theme of the &system", ("Ctrl+Alt+S",), True),
            Spec("theme_light", "&Light theme", ("Ctrl+Alt+L",), True),
            Spec("theme_dark", "&Dark theme", ("Ctrl+Alt+D",), True),
            None,
            Spec("next_pane", "&Next pane", ("F6",)),
            Spec("previous_pane", "&Previous pane", ("Shift+F6",)),
        ),
    ),
    ("E&xamples", ()),
    (
        "&Run",
        (
            Spec("run", "&Run again", ("F5",)),
            Spec("cancel", "&Cancel", ("Esc",)),
            None,
            Spec("restart", "Restart &engine", ("Shift+F5",)),
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
        self._window.addAction(action)
        return action


def plain_text(action: QAction) -> str:
    """An action's words without the mark of its menu key."""
    return action.text().replace("&", "").removesuffix("…")
