"""`let_go`: drops what is large without holding the window."""

from PySide6.QtCore import QThreadPool, QTimer


def let_go(large: object) -> None:
    """Has a thread drop `large`, once whoever calls has let go of it too.

    A drawn graph of 30,000 nodes is made of a great many of Qt's values, and PySide gives the interpreter
    away and takes it back for each that it deletes: the window stood still for seconds while a thread drew.
    """
    held = [large]
    QTimer.singleShot(0, lambda: QThreadPool.globalInstance().start(lambda: held.clear()))
