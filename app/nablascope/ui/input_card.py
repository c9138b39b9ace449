"""`InputCard`: one free name with its value, dtype and gradient."""

from itertools import count

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nablascope.core.graph.tensor import TensorSummary
from nablascope.core.scene.numbers import VALUE_WIDTH, preview, shape_text
from nablascope.core.wire.messages import Input
from nablascope.ui.chooser import Chooser
from nablascope.ui.elided_label import ElidedLabel
from nablascope.ui.number_field import NumberField
from nablascope.ui.slider_ends import SliderEnds
from nablascope.ui.slider_range import SliderRange, range_for
from nablascope.ui.style import mono_font, named, ui_font
from nablascope.ui.tooltips import plain
from nablascope.ui.value_slider import ValueSlider
from nablascope.workspace.view_state import InputView

EXPECTED = "a number or a list, e.g. 1.5 or [1, 2]; Esc restores"

DTYPES = ("float16", "bfloat16", "float32", "float64", "int64")

_NAME_PIXELS = 14
_TENSOR_WIDTH = 10
"""Characters of a tensor's gradient beside its shape."""

_SMALL_PIXELS = 11

_gestures = count()


class InputCard(QFrame):
    """A card in the inputs panel.

    Signals:
        changed: an `Input`, and the name of the gesture it belongs to or None.
    """

    changed = Signal(object, object)

    def __init__(self, value: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._input = value
        self._range: SliderRange | None = None
        self._begin_gesture()
        self.field = NumberField(value.name)
        self.slider = ValueSlider(value.name)
        self.dtype = Chooser(f"dtype of {value.name}")
        self.requires_grad = QCheckBox("requires grad")
        self.grad = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.fault = named(QLabel(EXPECTED, wordWrap=True), "failure")
        self.ends = SliderEnds()
        self._arrange(value.name)
        self._connect()

    def show_input(self, view: InputView, default_dtype: str) -> None:
        """Shows the value and the gradient; a running drag keeps its range."""
        self._input = view.input
        self.field.show_values(view.input.values, view.input.shape)
        self._show_slider()
        choices = ((None, f"{default_dtype}"), *((name, name) for name in DTYPES if name != default_dtype))
        self.dtype.show_choice(choices, None if view.input.dtype == default_dtype else view.input.dtype)
        with QSignalBlocker(self.requires_grad):
            self.requires_grad.setChecked(view.input.requires_grad)
        self._shape.setText("" if view.input.shape == () else f"{shape_text(view.input.shape)} ·")
        self._shape.setVisible(view.input.shape != ())
        self._show_grad(view.grad)

    def _arrange(self, name: str) -> None:
        title = ElidedLabel()
        title.setText(name)
        title.setToolTip(plain(name))
        title.setFont(mono_font(_NAME_PIXELS, QFont.Weight.DemiBold))
        self._shape = named(QLabel(), "quiet")
        self.grad.setObjectName("gradient")
        self.grad.setFont(mono_font(_SMALL_PIXELS, QFont.Weight.Medium))
        self.dtype.setObjectName("flat")
        self.requires_grad.setObjectName("small")
        for small in (self._shape, self.dtype, self.requires_grad, self.fault):
            small.setFont(ui_font(_SMALL_PIXELS))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(2)
        rows.addLayout(_row((title, 0), (self.field, 1)))
        rows.addWidget(self.fault)
        self.fault.hide()
        rows.addWidget(self.slider)
        rows.addWidget(self.ends)
        facts = _row(
            (self._shape, 0), (self.dtype, 0), (self.requires_grad, 0), (QWidget(), 1), (self.grad, 0)
        )
        rows.addLayout(facts)

    def _connect(self) -> None:
        self.field.valued.connect(self._on_field)
        self.field.faulted.connect(lambda why: self.fault.setVisible(bool(why)))
        self.field.editingFinished.connect(self._begin_gesture)
        self.slider.valueChanged.connect(self._on_slider)
        self.slider.gesture_ended.connect(self._end_gesture)
        self.dtype.chosen.connect(lambda dtype: self._emit(replace(self._input, dtype=dtype)))
        self.requires_grad.toggled.connect(lambda on: self._emit(replace(self._input, requires_grad=on)))

    def _on_field(self, values: tuple[float, ...], shape: tuple[int, ...]) -> None:
        self._emit(replace(self._input, values=values, shape=shape), f"field {self._gesture}")

    def _on_slider(self, step: int) -> None:
        if self._range is not None:
            value = self._range.value(step)
            self._emit(replace(self._input, values=(value,), shape=()), f"slider {self._gesture}")

    def _emit(self, value: Input, gesture: str | None = None) -> None:
        self._input = value
        self.changed.emit(value, gesture)

    def _begin_gesture(self) -> None:
        self._gesture = f"{self._input.name} {next(_gestures)}"

    def _end_gesture(self) -> None:
        self._begin_gesture()
        self._show_slider()

    def _show_slider(self) -> None:
        scalar = self._input.shape == ()
        self.slider.setVisible(scalar)
        self.ends.setVisible(scalar)
        if not scalar or self.slider.isSliderDown():
            return
        value = float(self._input.values[0])
        if self._range is None or not self._range.suits(value):
            self._range = range_for(value)
        self.slider.setEnabled(self._range is not None)
        self.ends.show_range(self._range)
        if self._range is not None:
            with QSignalBlocker(self.slider):
                self.slider.setValue(self._range.step(value))

    def _show_grad(self, grad: TensorSummary | None) -> None:
        width = _TENSOR_WIDTH if grad and grad.shape else VALUE_WIDTH
        self.grad.setText(f"grad {preview(grad, width)}" if grad else "")
        self.grad.setToolTip(plain(f"grad {preview(grad)}" if grad else ""))
        self.grad.setAccessibleName(f"Gradient of {self._input.name}")


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for widget, stretch in widgets:
        row.addWidget(widget, stretch)
    return row
