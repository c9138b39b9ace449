"""`Writing`: writes an animation beside the window, which stays alive meanwhile."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from nablascope.core.scene.film import Film
from nablascope.render.animation.progress import Cancelled, Progress
from nablascope.render.animation.settings import Settings
from nablascope.ui.beside import beside_the_window

UNEXPECTED = "the export stopped for a reason that nobody foresaw"


class Writing(QObject):
    """One animation at a time, in a thread of its own.

    Signals:
        progressed: a `Progress`, for every frame.
        ended: what went wrong; empty where the file is written, None where it was cancelled.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unwanted = Event()
        self._thread: Thread | None = None

    def start(self, make_film: Callable[[], Film], path: Path, settings: Settings) -> None:
        """Begins to make a film and to write it; `ended` tells when it is done."""
        self._unwanted.clear()
        self._thread = Thread(target=self._run, args=(make_film, path, settings), name="export")
        self._thread.start()

    def cancel(self) -> None:
        """Ends it at the next frame."""
        self._unwanted.set()

    def stop(self) -> None:
        """Ends it and stays until nothing is left of it."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self, make_film: Callable[[], Film], path: Path, settings: Settings) -> None:
        # Pillow would delay the dialog.
        from nablascope.render.animation.write import write_animation

        problem: str | None = UNEXPECTED
        try:
            # A collection in this thread could delete Qt's objects of the window's.
            with beside_the_window():
                write_animation(make_film(), path, settings, self._watch)
            problem = ""
        except Cancelled:
            problem = None
        except OSError as error:
            problem = str(error)
        finally:
            self.ended.emit(problem)

    def _watch(self, progress: Progress) -> bool:
        self.progressed.emit(progress)
        return not self._unwanted.is_set()
