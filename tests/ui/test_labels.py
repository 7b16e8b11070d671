"""Lines that fit and tooltips that show what users wrote."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

from tests.keys import show
from tests.ui.shell import settle
from werkstatt_desktop.ui.labels import ElidedLabel, plain_tip


@pytest.mark.parametrize("text", ["<b>a</b>", "a & b", "&lt;", "zwei\nZeilen  und Raum", '"><img src="x">'])
def test_tooltip_shows_the_text_itself(qapp: object, text: str) -> None:
    """Whatever a text looks like, the tooltip shows just that."""
    tip = plain_tip(text)
    assert Qt.mightBeRichText(tip)
    shown = QTextDocument()
    shown.setHtml(tip)
    assert shown.toPlainText() == text


def test_no_text_has_no_tooltip() -> None:
    """Nothing is no empty bubble."""
    assert plain_tip("") == ""


def test_label_fits(qtbot: QtBot, look: object) -> None:
    """The label wants room for its text, takes less, and says with an ellipsis what is left out."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_text("Innerkommunale Vernetzung\nund Quartiersentwicklung")
    show(label)
    label.resize(label.sizeHint())
    settle()
    assert (label.text(), label.toolTip()) == ("Innerkommunale Vernetzung und Quartiersentwicklung", "")
    label.resize(120, 20)
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 120
    assert label.accessibleName() == "Innerkommunale Vernetzung\nund Quartiersentwicklung"
    assert label.minimumSizeHint().width() == 0


def test_label_follows_its_font(qtbot: QtBot, look: object) -> None:
    """A larger font needs more room and leaves out more."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_text("Innerkommunale Vernetzung")
    before = label.sizeHint().width()
    label.resize(before, 20)
    show(label)
    font = label.font()
    font.setPixelSize(28)
    label.setFont(font)
    assert label.sizeHint().width() > before
    assert label.text().endswith("…")
