"""How it goes on: the next date, the next steps, and who gets the protocol."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...domain import people
from ...domain.due import due_of
from ...domain.edits import Step
from ...domain.verbs import setup
from ...texts import mark
from ..desk import Desk
from ..fields import LineField, ProseField
from ..rows.inplace import INDENT, show_outcome
from ..sections import Section, button, quiet
from ..theme import icon

_LABELS = {
    "next_date": mark("Next date"),
    "next_steps": mark("Next steps"),
    "distribution": mark("The protocol goes to"),
}


class OutlookSection(Section):
    """Each field is a step of its own when it is left."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self.add_people = button(
            "close-add-people",
            t("+ Those present"),
            t("Add those present who are known by name"),
            kind="chip",
        )
        super().__init__("close-outlook", t("How it goes on"))
        self._desk = desk
        self.fields: dict[str, LineField | ProseField] = {
            "next_date": LineField("close-next-date", t(_LABELS["next_date"])),
            "next_steps": ProseField("close-next-steps", t(_LABELS["next_steps"]), rows=3, most=12),
            "distribution": ProseField("close-distribution", t(_LABELS["distribution"]), rows=2, most=10),
        }
        self._calendar = QToolButton()
        self._arrange()
        self.fields["distribution"].setProperty("names", True)
        for name, field in self.fields.items():
            field.finished.connect(partial(self._commit, name))
        self.add_people.clicked.connect(self._add_people)
        self.paint_icons()

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("workshops"):
            for name, field in self.fields.items():
                field.show_text(self._says(name))
        if step is None or step.edit.touches("workshops", "participants"):
            self.add_people.setVisible(bool(self._missing()))

    def paint_icons(self) -> None:
        self._calendar.setIcon(icon("calendar", self._desk.theme.muted))

    def _arrange(self) -> None:
        t = self._desk.texts
        column = QVBoxLayout()
        column.setContentsMargins(INDENT, 0, INDENT, 0)
        column.setSpacing(3)
        for name, field in self.fields.items():
            label = quiet(t(_LABELS[name]))
            label.setBuddy(field)
            head = QHBoxLayout()
            head.addWidget(label, 1)
            column.addLayout(head)
            if name == "next_date":
                column.addLayout(self._with_calendar(field))
            else:
                column.addWidget(field)
            if name == "distribution":
                head.addWidget(self.add_people)
            else:
                column.addSpacing(8)
        self.fields["next_date"].setPlaceholderText(t("for example 12 March, or in 6 weeks"))
        self.fields["next_steps"].setPlaceholderText(t("What happens now, and who hears of it"))
        self.body.addLayout(column)

    def _with_calendar(self, field: QWidget) -> QHBoxLayout:
        t = self._desk.texts
        self._calendar.setObjectName("close-calendar")
        self._calendar.setAccessibleName(t("Choose the day in a calendar"))
        self._calendar.setToolTip(t("Choose the day in a calendar"))
        self._calendar.clicked.connect(self._open_calendar)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(field, 1)
        line.addWidget(self._calendar, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _says(self, name: str) -> str:
        text: str = getattr(self._desk.state.workshop, name) or ""
        return self._desk.texts.date(text, weekday=True) if name == "next_date" else text

    def _commit(self, name: str, typed: str) -> None:
        value: str | None = typed
        if name == "next_date":
            value = due_of(typed, date.today())
            if value is None:
                t = self._desk.texts
                self._desk.say(t("That is no date. Type it like 23.9.2009, or choose it in the calendar."))
        done = value is not None and self._desk.do(setup.edit_workshop, **{name: value}) is not None
        show_outcome(self.fields[name], self._says(name), done=done)

    def _open_calendar(self) -> None:
        from ..calendar import CalendarPopup

        popup = CalendarPopup(self._desk, self._desk.state.workshop.next_date or "", self)
        popup.chosen.connect(self._take_day)
        popup.show_below(self._calendar)

    def _take_day(self, iso: str) -> None:
        self._desk.do(setup.edit_workshop, next_date=iso)
        self.fields["next_date"].show_text(self._says("next_date"))

    def _missing(self) -> list[str]:
        """Who is or was there, by name, and does not stand in the list yet; with the e-mail address."""
        listed = self._desk.state.workshop.distribution.casefold()
        came = [p for p in people.in_order(self._desk.state) if p.presence in people.HERE and p.name]
        lines = [
            f"{p.name} <{p.email}>" if p.email else p.name for p in came if p.name.casefold() not in listed
        ]
        return list(dict.fromkeys(lines))

    def _add_people(self) -> None:
        self._desk.settling.emit()
        listed, more = self._desk.state.workshop.distribution, "\n".join(self._missing())
        if more:
            self._desk.do(setup.edit_workshop, distribution=f"{listed}\n{more}" if listed else more)
        self.fields["distribution"].setFocus()
