"""The hands of keys.py do what a user's do."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBrush, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press, show, type_text


def test_type_any_character(qtbot: QtBot) -> None:
    """Umlauts, quotes, dashes and emoji arrive as typed."""
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, "„Öl & <b>ß</b>“ – 5 € 🌳")
    assert field.text() == "„Öl & <b>ß</b>“ – 5 € 🌳"


def test_line_feed_is_enter(qtbot: QtBot) -> None:
    """A line feed presses Enter."""
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    type_text(field, "a\nb")
    assert field.toPlainText() == "a\nb"


def test_press_reaches_shortcuts(qtbot: QtBot) -> None:
    """A shortcut of the window hears a key pressed in a field of it."""
    field = QLineEdit()
    qtbot.addWidget(field)
    heard: list[int] = []
    QShortcut(QKeySequence("Ctrl+Shift+T"), field).activated.connect(lambda: heard.append(1))
    show(field)
    press(field, "Ctrl+Shift+T")
    press(field, Qt.Key.Key_T)
    assert (heard, field.text()) == ([1], "t")


def test_click_presses_a_button(qtbot: QtBot) -> None:
    """A click in the middle presses."""
    button = QPushButton("x")
    qtbot.addWidget(button)
    heard: list[int] = []
    button.clicked.connect(lambda: heard.append(1))
    show(button)
    click(button)
    assert heard == [1]


def test_drag_moves_an_item(qtbot: QtBot) -> None:
    """A drag in a graphics view takes along what lies under the hand."""
    scene = QGraphicsScene(0, 0, 400, 300)
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    box = QGraphicsRectItem(0, 0, 50, 50)
    box.setBrush(QBrush(Qt.GlobalColor.red))
    box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
    scene.addItem(box)
    show(view)
    start = view.mapFromScene(25, 25)
    drag(view.viewport(), start, start + QPoint(60, 30), start + QPoint(100, 40))
    assert (box.x(), box.y()) == (100, 40)
