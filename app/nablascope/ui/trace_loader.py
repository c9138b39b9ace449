"""`TraceLoader`: reads a trace file beside the window, which stays alive meanwhile."""

import sys

from PySide6.QtCore import QObject, QThreadPool, Signal

from nablascope.ui.beside import beside_the_window
from nablascope.workspace.recording import Recording

OUR_FAULT = "something in Nablascope itself failed, or the file is damaged; the details are on standard error"

TRACE_ENDING = ".nablatrace"


def is_trace(path: str) -> bool:
    """Whether a file is a recorded trace, by its name."""
    return path.endswith(TRACE_ENDING)


class TraceLoader(QObject):
    """Loads one file after the other; of several wished for at once, the newest counts.

    Signals:
        loaded: a `Recording`.
        failed: the path, and why it could not be opened.
    """

    loaded = Signal(object)
    failed = Signal(str, str)
    _done = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._pool = QThreadPool(self)
        # Emitted in the pool's thread, heard in the window's.
        self._done.connect(self._on_done)

    def load(self, path: str, *, down: bool = False) -> None:
        """Starts to read `path`, to be drawn from left to right or down."""
        self._wanted = path
        self._pool.start(lambda: self._done.emit(path, _read_beside(path, down)))

    def forget(self) -> None:
        """Whatever is still being read is not wanted any more."""
        self._wanted = ""

    def _on_done(self, path: str, found: Recording | str) -> None:
        if path != self._wanted:
            return
        self._wanted = ""
        if isinstance(found, Recording):
            self.loaded.emit(found)
        else:
            self.failed.emit(path, found)


def _read_beside(path: str, down: bool) -> Recording | str:
    """Whatever goes wrong, whoever waits in the window must hear of it."""
    try:
        with beside_the_window():
            return read(path, down=down)
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
        sys.excepthook(type(error), error, error.__traceback__)
        return OUR_FAULT


def read(path: str, *, down: bool = False) -> Recording | str:
    """The recording in the file `path`, or why there is none."""
    # Imported when it is wanted: the window itself reads no files and lays nothing out.
    from nablascope.core.graph.trace_file import TraceFileError, load_trace
    from nablascope.core.layout.lay_out import lay_out
    from nablascope.core.timeline.build import build_timeline
    from nablascope.workspace.arrangement import arrange, starts_grouped

    try:
        trace = load_trace(path)
    except (OSError, ValueError, TraceFileError) as error:
        return str(error)
    if starts_grouped(trace):
        return Recording(path, trace, arrangement=arrange(trace, None, down=down))
    return Recording(path, trace, lay_out(trace, down=down), timeline=build_timeline(trace))
