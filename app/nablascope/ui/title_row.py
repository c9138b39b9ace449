"""`TitleRow`: name, menus, choosers, the engine's status and the export button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenuBar, QPushButton, QWidget

from nablascope.document.document import MAX_ORDER
from nablascope.ui.actions import Actions
from nablascope.ui.chooser import Chooser
from nablascope.ui.elided_label import ElidedLabel
from nablascope.ui.status import StatusLabel
from nablascope.ui.style import named, ui_font
from nablascope.ui.tooltips import plain
from nablascope.workspace.view_state import ViewState

HEIGHT = 44
DTYPES = (("float32", "float32"), ("float64", "float64"))
ORDERS = tuple((order, f"Order {order}") for order in range(1, MAX_ORDER + 1))

_LOGO_PIXELS = 20
_TITLE_PIXELS = 14
_MODIFIED = " •"


class TitleRow(QWidget):
    """The row on top of the window."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("titleRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title = ElidedLabel()
        self.title.setFont(ui_font(_TITLE_PIXELS, QFont.Weight.DemiBold))
        self.device = Chooser("Device")
        self.dtype = Chooser("Default dtype")
        self.order = Chooser("Gradient order")
        self.leaf = Chooser("Higher gradients with respect to")
        self.python = named(QLabel("Python"), "mark")
        self.python.setToolTip("This text ran as Python, with all that Python can do")
        self.status = StatusLabel()
        self.export = named(QPushButton("Export…"), "strong")
        self.export.clicked.connect(actions["export"].trigger)
        self._arrange(actions)

    def show_view(self, view: ViewState) -> None:
        """Shows the document's name, what is chosen, and what the engine does."""
        self.title.setText(view.title + (_MODIFIED if view.modified else ""))
        self.title.setToolTip(plain(view.title + ("\nNot saved" if view.modified else "")))
        devices = tuple((device.name, device.label) for device in view.devices)
        self.device.show_choice(devices, view.device)
        self.dtype.show_choice(DTYPES, view.dtype)
        self.order.show_choice(ORDERS, view.order.order)
        self.leaf.show_choice(tuple((name, f"by {name}") for name in view.order.leaves), view.order.wrt)
        for chooser in (self.device, self.dtype, self.order):
            chooser.setVisible(view.recording is None)
        self.leaf.setVisible(view.recording is None and bool(view.order.leaves))
        self.python.setVisible(view.python.ran)
        self.status.show_status(view.status)
        self.export.setEnabled(view.can_export)

    def _arrange(self, actions: Actions) -> None:
        row = QGridLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addLayout(_line(_logo(), self.title, self._menu_bar(actions)), 0, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(
            _line(self.device, self.dtype, self.order, self.leaf), 0, 1, Qt.AlignmentFlag.AlignCenter
        )
        row.addLayout(_line(self.python, self.status, self.export), 0, 2, Qt.AlignmentFlag.AlignRight)
        for column in (0, 2):
            row.setColumnStretch(column, 1)

    def _menu_bar(self, actions: Actions) -> QMenuBar:
        bar = QMenuBar(self)
        for title, specs in actions.menus:
            menu = bar.addMenu(title)
            for spec in specs:
                if spec is None:
                    menu.addSeparator()
                else:
                    menu.addAction(actions[spec.name])
        return bar


def _logo() -> QLabel:
    logo = named(QLabel("∇"), "logo")
    logo.setFont(ui_font(_LOGO_PIXELS, QFont.Weight.DemiBold))
    return logo


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    return line
