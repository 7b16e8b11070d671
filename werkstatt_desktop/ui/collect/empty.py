"""What Collect shows while there is nothing to write cards into, with the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ...domain import order, templates
from ...domain.records import Category, Group
from ...domain.verbs import setup
from ...texts import Texts
from ..buttons import Button
from ..desk import Desk


class Empty(QFrame):
    """Says that a group, or the categories, are missing, and makes them at the press of a button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "panel")
        self.setMaximumWidth(460)
        self._title, self._words = QLabel(self), QLabel(self)
        self._title.setProperty("kind", "section")
        self.button = Button(self)
        self.button.setObjectName("first-step")
        self.button.setProperty("kind", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self._begin)

    @staticmethod
    def needed(desk: Desk) -> bool:
        return not (desk.state.count(Group) and desk.state.count(Category))

    def show_state(self) -> None:
        """Bring the words up to date."""
        t = self._desk.texts
        if not self._desk.state.count(Group):
            self._title.setText(t("No group yet"))
            self._words.setText(
                t("Cards are collected in a group. One is enough; more can follow at any time.")
            )
            self.button.setText(t("Add a group"))
        else:
            self._title.setText(t("No categories yet"))
            self._words.setText(
                t(
                    "Each category is a column here. Begin with opportunities, obstacles and "
                    "recommendations, or make your own on the page “Prepare”."
                )
            )
            self.button.setText(t("Begin with these three"))

    def _begin(self) -> None:
        desk = self._desk
        if not desk.state.count(Group):
            number = len(order.groups(desk.state)) + 1
            desk.do(setup.add_group, desk.texts("Group {number}", number=number))
        else:
            questions = Texts(desk.state.workshop.language).questions()
            desk.do(setup.apply_template, templates.built_in("csa", questions))
