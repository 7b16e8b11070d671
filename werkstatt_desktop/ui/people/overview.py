"""How many people, who of them is there, and from where they come: without any names."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from ...domain import people
from ...domain.edits import Step
from ...domain.records import Participant
from ..buttons import Button
from ..desk import Desk
from ..safekeeping.parts import label
from ..sections import Section
from ..ticks import Tick
from .shares import FIRST_GROUP, SharesModel
from .shares_view import SharesView
from .words import turnout_words


class OverviewPanel(Section):
    """Counts of those on the list, by department or organisation, in all and per group."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        super().__init__("people-overview", t("Overview"))
        self._desk = desk
        self.turnout = label("", "strong", "people-turnout")
        self.model = SharesModel(desk, self)
        self.view = SharesView(desk, self.model)
        self.caption = label("", "muted", "people-caption")
        self.nothing = label(
            t("As soon as somebody is on the list, it stands here how many come from where."), "muted"
        )
        self._choice = QButtonGroup(self)
        self.buttons = {
            "department": self._button("by-department", t("Departments")),
            "organisation": self._button("by-organisation", t("Organisations")),
        }
        self.buttons["department"].setChecked(True)
        self.only_here = Tick(t("only who took part"), self)
        self.only_here.setObjectName("only-here")
        self.only_here.setAccessibleName(self.only_here.text())
        self._arrange()
        self.only_here.toggled.connect(self._count)
        self._choice.buttonToggled.connect(self._count)
        self.view.selectionModel().currentChanged.connect(self._say_later)
        # The group in view is told by the model once it has followed.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._say)

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("participants", "groups"):
            counted = people.turnout(self._desk.state.all(Participant))
            self.turnout.setText(turnout_words(self._desk.texts, counted))
            for part in (self.turnout, self.view, self.only_here, *self.buttons.values()):
                part.setVisible(counted.persons > 0)
            self.nothing.setVisible(not counted.persons)
            self._count()

    def dress(self) -> None:
        self.view.dress()

    def _count(self, *_why: object) -> None:
        at = self.view.currentIndex()
        self.model.field = next(field for field, button in self.buttons.items() if button.isChecked())
        self.model.only_here = self.only_here.isChecked()
        self.model.refresh()
        row, column = min(at.row(), self.model.rowCount() - 1), min(at.column(), self.model.columnCount() - 1)
        if row >= 0 and column >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))
        self.view.fit_columns()
        self._say()

    def _say_later(self, *_indexes: object) -> None:
        self._soon.start()

    def _say(self) -> None:
        """What the bars show."""
        t, found = self._desk.texts, self.model.group_at(self.view.currentIndex().column())
        self.caption.setVisible(self.model.columnCount() > FIRST_GROUP and self.model.rowCount() > 0)
        if found is None or found[0] is None:
            self.caption.setText(
                t("At the right the groups. Bars: all persons; in the column of a group its part.")
            )
        else:
            self.caption.setText(t("Bars: {name} as a part of all", name=t.quote(found[1])))
        self.view.setAccessibleDescription(self.caption.text())

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.only_here)
        self.body.setContentsMargins(20, 0, 20, 0)
        self.body.setSpacing(10)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.turnout)
        self.body.addLayout(row)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.caption)
        self.body.addStretch(0)
        self.view.setMinimumHeight(160)
        walked = (*self.buttons.values(), self.only_here, self.view)
        for one, then in pairwise(walked):
            self.setTabOrder(one, then)

    def _button(self, name: str, words: str) -> Button:
        button = Button(words)
        button.setObjectName(name)
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        self._choice.addButton(button)
        return button
