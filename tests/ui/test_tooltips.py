"""A tooltip shows what was written, whatever it looks like."""

import pytest
from PySide6.QtGui import Qt, QTextDocument

from nablascope.ui.tooltips import plain


@pytest.mark.parametrize("text", ["can't", "a < b & c > d", "<b>bold</b>", "one\ntwo", "a  b"])
def test_it_is_shown_letter_for_letter(text):
    assert Qt.mightBeRichText(plain(text))
    shown = QTextDocument()
    shown.setHtml(plain(text))
    assert shown.toPlainText() == text


def test_nothing_to_tell_is_no_tooltip():
    assert plain("") == ""
