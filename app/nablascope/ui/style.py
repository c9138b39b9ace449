"""The window's look, made from a theme in one place."""

from typing import TypeVar

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

from nablascope.core.scene.theme import Theme
from nablascope.render.fonts import FAMILIES
from nablascope.resource import resource
from nablascope.ui.outline_style import outline_sheet

UI_PIXELS = 13
CODE_PIXELS = 12

UI_FAMILIES = list(FAMILIES["ui"])
MONO_FAMILIES = list(FAMILIES["mono"])

Widget = TypeVar("Widget", bound=QWidget)


def ui_font(pixels: int = UI_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The face of everything but numbers and code."""
    return _font(UI_FAMILIES, pixels, weight)


def mono_font(pixels: int = CODE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The face of numbers and code."""
    font = _font(MONO_FAMILIES, pixels, weight)
    font.setStyleHint(QFont.StyleHint.Monospace)
    # Ligatures would show another sign than was typed, and a long row of dashes would hold the window.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def heading_font() -> QFont:
    """The face of a panel's name."""
    font = ui_font(11, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return font


def _font(families: list[str], pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def named(widget: Widget, name: str) -> Widget:
    """`widget` with the name by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget


def palette(theme: Theme) -> QPalette:
    """What style sheets do not reach: selections, tooltips, placeholders, native dialogs."""
    colours = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.field),
        (roles.Button, theme.field),
        (roles.WindowText, theme.ink),
        (roles.Text, theme.ink),
        (roles.ButtonText, theme.ink),
        (roles.PlaceholderText, theme.faint),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.Highlight, theme.value),
        (roles.HighlightedText, theme.panel),
        (roles.Link, theme.value),
    ):
        colours.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return colours


def style_sheet(theme: Theme) -> str:
    """The whole application's style sheet."""
    coloured = (_surfaces, _buttons, _fields, _disabled, _slider, _menus, _bars, outline_sheet)
    return "\n".join((*(part(theme) for part in coloured), _spin_boxes()))


def _surfaces(theme: Theme) -> str:
    return f"""
    QWidget {{ color: {theme.ink}; }}
    QMainWindow, QDialog, QWidget#panel, QScrollArea, QScrollArea > QWidget > QWidget {{
        background: {theme.panel}; }}
    QWidget#titleRow {{ background: {theme.panel}; border-bottom: 1px solid {theme.line}; }}
    QWidget#transport {{ background: {theme.panel}; border-top: 1px solid {theme.line}; }}
    QLabel#logo {{ color: {theme.gradient}; }}
    QLabel#heading, QLabel#quiet {{ color: {theme.muted}; }}
    QLabel#gradient {{ color: {theme.gradient}; }}
    QLabel#mark {{ color: {theme.ink}; background: {theme.line}; border-radius: 4px; padding: 1px 6px; }}
    QLabel#failure {{ color: {theme.error}; }}
    QFrame#card {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 8px; }}
    QWidget#understood {{ background: {theme.panel}; border-top: 1px solid {theme.line}; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QTextEdit, QPlainTextEdit, QTextBrowser {{
        background: {theme.panel}; color: {theme.ink}; border: none;
        selection-background-color: {theme.value}; selection-color: {theme.panel}; }}
    QPlainTextEdit {{ border: 2px solid transparent; }}
    QPlainTextEdit:focus {{ border-color: {theme.value}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QToolTip {{ background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.border};
        padding: 4px 8px; }}
    """


def _buttons(theme: Theme) -> str:
    return f"""
    QPushButton {{ background: {theme.field}; color: {theme.ink}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 0 12px; min-height: 24px; }}
    QPushButton:hover {{ border-color: {theme.border}; background: {theme.paper}; }}
    QPushButton:pressed {{ background: {theme.line}; }}
    QPushButton:focus {{ border: 2px solid {theme.value}; padding: 0 11px; min-height: 22px; }}
    QPushButton:disabled {{ color: {theme.faint}; }}
    QPushButton#zoom {{ background: {theme.panel}; color: {theme.muted}; padding: 0 6px;
        min-width: 14px; min-height: 20px; }}
    QPushButton#zoom:hover {{ color: {theme.ink}; }}
    QPushButton#strong {{ background: {theme.accent_ink}; color: {theme.on_accent};
        border-color: {theme.accent_ink}; font-weight: 600; }}
    QPushButton#strong:focus {{ border: 2px solid {theme.value}; }}
    QPushButton#strong:disabled {{ background: {theme.field}; color: {theme.faint};
        border-color: {theme.line}; }}
    QPushButton#transportButton, QPushButton#strong[iconOnly="true"] {{ padding: 0; }}
    QPushButton#toggle:checked {{ color: {theme.value}; border-color: {theme.value}; }}
    QPushButton#flat {{ background: transparent; color: {theme.muted}; border: none; border-radius: 0;
        border-bottom: 1px solid transparent; padding: 0 4px 0 0; min-height: 18px; }}
    QPushButton#flat:hover {{ color: {theme.ink}; }}
    QPushButton#flat:focus {{ color: {theme.ink}; border-bottom: 1px solid {theme.value};
        padding: 0 4px 0 0; min-height: 18px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    """


def _fields(theme: Theme) -> str:
    return f"""
    QLineEdit, QSpinBox {{ background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 0 8px; min-height: 24px; selection-background-color: {theme.value};
        selection-color: {theme.panel}; }}
    QLineEdit:focus, QSpinBox:focus {{ border: 2px solid {theme.value}; padding: 0 7px; min-height: 22px; }}
    QLineEdit#number {{ background: transparent; color: {theme.value}; border-color: transparent;
        padding: 0; min-height: 22px; }}
    QLineEdit#number:hover {{ border-color: {theme.line}; }}
    QLineEdit#number:focus {{ border: 2px solid {theme.value}; min-height: 20px;
        background: {theme.panel}; }}
    QLineEdit[wrong="true"], QLineEdit#number[wrong="true"] {{ border: 2px solid {theme.error};
        color: {theme.error}; min-height: 20px; }}
    QCheckBox, QRadioButton {{ spacing: 6px; color: {theme.ink}; padding: 1px 3px;
        border: 1px solid transparent; border-radius: 4px; }}
    QCheckBox#small {{ color: {theme.muted}; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.value}; }}
    QCheckBox::indicator {{ width: 11px; height: 11px; border: 1px solid {theme.border};
        border-radius: 3px; background: {theme.panel}; }}
    QCheckBox::indicator:checked {{ background: {theme.value}; border-color: {theme.value};
        image: url("{resource(f"icons/check-{theme.name}.svg").as_posix()}"); }}
    QRadioButton::indicator {{ width: 11px; height: 11px; border: 1px solid {theme.border};
        border-radius: 6px; background: {theme.panel}; }}
    QRadioButton::indicator:checked {{ width: 5px; height: 5px; border: 4px solid {theme.value};
        background: {theme.panel}; }}
    """


def _spin_boxes() -> str:
    """Without buttons; the text field inside is no field of its own."""
    return """
    QSpinBox QLineEdit, QSpinBox QLineEdit:focus { border: none; padding: 0; min-height: 0; }
    QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 0; border: none; }
    """


def _disabled(theme: Theme) -> str:
    return f"""
    QPlainTextEdit[earlier="true"], QPlainTextEdit:disabled, QPushButton#flat:disabled,
    QLabel:disabled, QLabel#quiet:disabled, QCheckBox:disabled, QRadioButton:disabled,
    QLineEdit:disabled, QSpinBox:disabled {{ color: {theme.faint}; }}
    QRadioButton::indicator:checked:disabled {{ border-color: {theme.faint}; }}
    """


def _slider(theme: Theme) -> str:
    return f"""
    QSlider {{ min-height: 22px; border: 1px solid transparent; border-radius: 6px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {theme.border}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {theme.value}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {theme.border}; }}
    QSlider::handle:horizontal {{ width: 11px; height: 11px; margin: -5px 0; border-radius: 7px;
        border: 2px solid {theme.value}; background: {theme.panel}; }}
    QSlider::handle:horizontal:focus {{ background: {theme.value}; border-color: {theme.value}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {theme.border}; }}
    """


def _menus(theme: Theme) -> str:
    return f"""
    QMenuBar {{ background: transparent; color: {theme.muted}; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 6px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.field}; color: {theme.ink}; }}
    QMenu {{ background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.border};
        padding: 4px 0; }}
    QMenu::item {{ padding: 5px 32px 5px 28px; }}
    QMenu::item:selected {{ background: {theme.field}; color: {theme.ink}; }}
    QMenu::item:disabled {{ color: {theme.faint}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 0; }}
    QMenu::indicator {{ width: 8px; height: 8px; left: 10px; border-radius: 4px; }}
    QMenu::indicator:checked {{ background: {theme.value}; }}
    """


def _bars(theme: Theme) -> str:
    return f"""
    QFrame#errorBar {{ background: {theme.error_wash}; border-top: 1px solid {theme.line}; }}
    QFrame#noteBar {{ background: {theme.field}; border-top: 1px solid {theme.line}; }}
    QProgressBar {{ background: {theme.line}; border: none; border-radius: 2px; min-height: 4px;
        max-height: 4px; }}
    QProgressBar::chunk {{ background: {theme.value}; border-radius: 2px; }}
    QScrollBar:vertical {{ width: 8px; background: transparent; }}
    QScrollBar:horizontal {{ height: 8px; background: transparent; }}
    QScrollBar::handle {{ background: {theme.border}; border-radius: 4px; min-height: 24px;
        min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; width: 0; height: 0; }}
    """
