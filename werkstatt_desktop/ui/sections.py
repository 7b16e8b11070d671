"""What pages and their panels have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .rows.inplace import INDENT

_SIDE = 20


class Section(QFrame):
    """A panel with a heading, buttons beside it, and a body below."""

    def __init__(self, name: str, title: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "panel")
        self.setAccessibleName(title)
        self.heading = heading = QLabel(title)
        heading.setProperty("kind", "section")
        heading.setMinimumHeight(34)
        head = self.head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.setSpacing(8)
        head.addWidget(heading, 1)
        for button in buttons:
            head.addWidget(button)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.setContentsMargins(_SIDE - INDENT, 0, _SIDE - INDENT, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(self.body)


def button(name: str, text: str, hint: str = "", *, kind: str = "") -> QPushButton:
    """A push button that Enter presses too; `hint` says what it does where its text is short."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(hint or text.strip("+ …"))
    made.setAutoDefault(True)
    if kind:
        made.setProperty("kind", kind)
    if hint:
        made.setToolTip(hint)
    return made


def quiet(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A small muted label for plain text, which may be the user's."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("kind", "muted")
    return label


def hint(name: str) -> QLabel:
    """What an empty panel says: what comes here, and how."""
    label = quiet()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setContentsMargins(INDENT, 0, INDENT, 4)
    return label


def scrolled(page: QWidget, name: str, inside: QLayout) -> QScrollArea:
    """Fill a page with an area that scrolls as a whole and holds `inside`, on the ground of the wall."""
    content = QFrame()
    content.setObjectName(f"{name}-content")
    content.setProperty("kind", "wall")
    content.setLayout(inside)
    area = QScrollArea()
    area.setObjectName(f"{name}-scroll")
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(area)
    return area
