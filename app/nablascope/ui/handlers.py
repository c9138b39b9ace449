"""What the window's actions do."""

from collections.abc import Callable

from nablascope.ui import help as help_windows
from nablascope.ui.choices import (
    connect_direction,
    connect_examples,
    connect_themes,
    edit_focused,
    without_argument,
)
from nablascope.ui.limits_dialog import open_limits
from nablascope.ui.main_window import MainWindow
from nablascope.ui.pane_focus import move_focus
from nablascope.ui.stepping import SELECT_FIRST
from nablascope.workspace import events
from nablascope.workspace.place_events import HideConstants, Tidy


def connect_actions(window: MainWindow) -> None:
    """Lets each of the window's actions do what it says; those that step and run Python have their own."""
    actions = window.actions_by_name
    for name, handler in (
        _of_files(window) | _of_editing(window) | _of_searching(window) | _of_view(window) | _of_help(window)
    ).items():
        actions[name].triggered.connect(without_argument(handler))
    connect_themes(actions, window.appearance)
    connect_examples(actions, window.examples, window.files.replace)
    connect_direction(actions, window.session)
    actions["outline"].toggled.connect(window.outline.setVisible)
    hiding = actions["hide_constants"].toggled
    hiding.connect(lambda on: window.session.dispatch(HideConstants(on)))
    actions["minimap"].setChecked(True)
    actions["minimap"].toggled.connect(window.minimap.want)
    actions["inspector"].setChecked(True)
    actions["inspector"].toggled.connect(window.inspector_pane.setVisible)
    actions["inspector"].triggered.connect(window.want_inspector)


def _of_files(window: MainWindow) -> dict[str, Callable[[], object]]:
    files, dispatch = window.files, window.session.dispatch
    return {
        "new": files.new,
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "export": lambda: _export(window),
        "quit": window.close,
        "run": lambda: dispatch(events.Run()),
        "cancel": lambda: dispatch(events.Cancel()),
        "restart": lambda: dispatch(events.Restart()),
        "limits": lambda: open_limits(window.session, window),
    }


def _of_editing(window: MainWindow) -> dict[str, Callable[[], object]]:
    dispatch = window.session.dispatch
    return {
        "undo": lambda: dispatch(events.Undo()),
        "redo": lambda: dispatch(events.Redo()),
        "cut": lambda: edit_focused("cut"),
        "copy": lambda: edit_focused("copy"),
        "paste": lambda: edit_focused("paste"),
    }


def _of_searching(window: MainWindow) -> dict[str, Callable[[], object]]:
    search = window.search
    return {
        "find": search.open_bar,
        "find_next": lambda: search.go(1),
        "find_previous": lambda: search.go(-1),
        "select_at_cursor": window.picking.pick,
    }


def _of_view(window: MainWindow) -> dict[str, Callable[[], object]]:
    canvas, tell = window.canvas, window.title_row.status.tell
    return {
        "fit": canvas.fit,
        "zoom_in": canvas.zoom_in,
        "zoom_out": canvas.zoom_out,
        "actual_size": canvas.actual_size,
        "zoom_to_selected": lambda: canvas.zoom_to_selected() or tell(SELECT_FIRST, SELECT_FIRST),
        "tidy": lambda: window.session.dispatch(Tidy()),
        "next_pane": lambda: move_focus(window.focus_order(), 1),
        "previous_pane": lambda: move_focus(window.focus_order(), -1),
    }


def _of_help(window: MainWindow) -> dict[str, Callable[[], object]]:
    actions, engine = window.actions_by_name, window.session
    return {
        "reading": lambda: help_windows.reading_help(window).open(),
        "shortcuts": lambda: help_windows.shortcuts_help(actions, window).open(),
        "about": lambda: help_windows.about(engine.workspace.engine.torch, window).open(),
    }


def _export(window: MainWindow) -> None:
    # Imported when it is wanted: it brings an XML library that would delay the window.
    from nablascope.ui.export.opening import open_export

    open_export(window.canvas, window.files, window.appearance.theme, window)
