"""`Inputs`: one card a free name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nablascope.ui.input_card import InputCard
from nablascope.ui.style import named
from nablascope.workspace.view_state import InputView

_NOTHING = "A name that has no value in the text, such as x, becomes an input here."


class Inputs(QScrollArea):
    """A column of cards.

    Signals:
        changed: an `Input`, and the name of the gesture it belongs to or None.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, InputCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = named(QLabel(_NOTHING, wordWrap=True), "quiet")
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 0, 16, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(body)

    def show_inputs(self, views: tuple[InputView, ...], default_dtype: str) -> None:
        """Shows a card for each of `views`, in their order; a card stays while its name does."""
        names = [view.input.name for view in views]
        for gone in [name for name in self.cards if name not in names]:
            self._remove(gone)
        for place, view in enumerate(views):
            self._card(place, view).show_input(view, default_dtype)
        self._nothing.setVisible(not views)

    def _card(self, place: int, view: InputView) -> InputCard:
        name = view.input.name
        if name not in self.cards:
            self.cards[name] = InputCard(view.input)
            self.cards[name].changed.connect(self.changed)
        if self._column.indexOf(self.cards[name]) != place:
            self._column.insertWidget(place, self.cards[name])
        return self.cards[name]

    def _remove(self, name: str) -> None:
        card = self.cards.pop(name)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
