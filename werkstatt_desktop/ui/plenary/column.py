"""One group in the plenary: its name, its size, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain import plenary
from ...domain.records import Group, Id
from ..desk import Desk
from ..labels import ElidedLabel
from ..origins import hidden_words
from .brought import BroughtRows
from .laying import Laying
from .lists import BroughtList, choose
from .parts import label
from .words import brings_nothing, size_of


class Column(QWidget):
    """A group, with `rows` in `cards`. A hidden one says how many cards it has, and shows none."""

    def __init__(self, desk: Desk, laying: Laying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.group_id: Id = ""
        self._came = False
        self.rows = BroughtRows(desk, self)
        self.cards = BroughtList(desk, self.rows, laying, self)
        self._name = ElidedLabel(self)
        self._name.setProperty("kind", "section")
        self._name.setObjectName("plenary-group")
        self._size = ElidedLabel(self)
        self._size.setProperty("kind", "muted")
        self._size.setObjectName("plenary-size")
        self._nothing = label("plenary-nothing", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._size)
        column.addSpacing(8)
        column.addWidget(self.cards, 1)
        column.addWidget(self._nothing, 1)

    @property
    def can_focus(self) -> bool:
        return bool(self.rows.things)

    def show_group(
        self,
        group: Group,
        dots: Mapping[Id, int],
        taken: Mapping[Id, tuple[Id, ...]],
        numbers: Mapping[Id, int],
    ) -> None:
        """Show what the state has of a group. Where it was not in sight yet, its list waits for `come`."""
        state, t = self._desk.state, self._desk.texts
        self.group_id = group.id
        self._name.show_text(group.name)
        self._size.show_text(size_of(state, group, plenary.numbers(state), t))
        self.cards.setAccessibleName(group.name)
        row = self.cards.currentIndex().row()
        had = self.cards.chosen()
        self.rows.show(group, dots, taken, numbers)
        if had and not self.cards.chosen() and self.rows.things:
            found = self.rows.row_of(had[0])
            choose(self.cards, found if found >= 0 else row)
        self._nothing.setText(hidden_words(state, group, t) if group.hidden else brings_nothing(t))
        self._nothing.setVisible(not self.rows.things)
        self.cards.setVisible(self._came and bool(self.rows.things))

    def come(self) -> None:
        """The column comes into sight; laying out the rows of a list takes time."""
        if not self._came:
            self._came = True
            self.cards.setVisible(bool(self.rows.things))

    def focus(self) -> None:
        """Give the keyboard to its cards."""
        self.come()
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
