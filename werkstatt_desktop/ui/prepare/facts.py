"""The facts of the event: what stands on the protocol's title page."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.typed import day_of, time_of
from ...domain.verbs import setup
from ...texts import Texts, mark
from ..desk import Desk
from ..fields import LineField, ProseField
from ..rows.inplace import INDENT, WrapField, level, show_outcome
from ..sections import Section, button, quiet
from ..theme import font, icon

# Each line of the form: its fields, each with how many of twelve columns it takes.
_FORM: tuple[tuple[tuple[str, int], ...], ...] = (
    (("title", 12),),
    (("series", 6), ("number", 2), ("place", 4)),
    (("date", 6), ("starts", 3), ("ends", 3)),
    (("organiser", 6), ("commissioned_by", 6)),
    (("host", 4), ("moderation", 4), ("protocol_writer", 4)),
    (("occasion", 6), ("goal", 6)),
)
_LABELS = {
    "title": mark("Title"),
    "series": mark("Series"),
    "number": mark("No."),
    "place": mark("Place"),
    "date": mark("Date"),
    "starts": mark("Begins"),
    "ends": mark("Ends"),
    "organiser": mark("Organiser"),
    "commissioned_by": mark("Commissioned by"),
    "host": mark("Host"),
    "moderation": mark("Moderation"),
    "protocol_writer": mark("Protocol written by"),
    "occasion": mark("Occasion"),
    "goal": mark("Goal"),
}
_ONE_LINE = {"number", "starts", "ends"}
_PROSE = {"occasion", "goal"}


class FactsSection(Section):
    """Each field is a step of its own when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("facts", desk.texts("Event"))
        self._desk = desk
        self._fields: dict[str, LineField | ProseField] = {}
        self._calendar = QToolButton()
        grid = QGridLayout()
        grid.setContentsMargins(INDENT, 0, INDENT, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column in range(12):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        for row, line in enumerate(_FORM):
            column = 0
            for name, span in line:
                grid.addLayout(self._cell(name), row, column, 1, span)
                column += span
        self.body.addLayout(grid)
        # Made last: the page begins with the title, and Tab goes on from field to field.
        t = desk.texts
        ready = button("facts-ready", t("Ready-check …"), t("Look at printer, disk, fonts and screen"))
        ready.clicked.connect(desk.ready_wanted)
        self.head.addWidget(ready)
        self.paint_icons()

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("workshops"):
            for name, field in self._fields.items():
                field.show_text(self._says(name))

    def paint_icons(self) -> None:
        self._calendar.setIcon(icon("calendar", self._desk.theme.muted))

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self._fields["title"]

    def _cell(self, name: str) -> QVBoxLayout:
        label = quiet(self._desk.texts(_LABELS[name]))
        field = self._field(name, label.text())
        label.setBuddy(field)
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(label)
        if name == "date":
            cell.addLayout(self._with_calendar(field))
        else:
            cell.addWidget(field)
        cell.addStretch(1)
        return cell

    def _field(self, name: str, label: str) -> LineField | ProseField:
        field: LineField | ProseField
        if name in _ONE_LINE:
            field = LineField(f"facts-{name}", label)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(40)
            level(field)
        elif name in _PROSE:
            field = ProseField(f"facts-{name}", label, rows=2, most=8)
        else:
            field = WrapField(f"facts-{name}", label)
            field.setProperty("names", name not in {"title", "series"})
        if name == "title":
            field.setFont(font(14, bold=True))
        field.finished.connect(partial(self._commit, name))
        self._fields[name] = field
        return field

    def _with_calendar(self, field: QWidget) -> QHBoxLayout:
        t = self._desk.texts
        self._calendar.setObjectName("facts-calendar")
        self._calendar.setAccessibleName(t("Choose the day in a calendar"))
        self._calendar.setToolTip(t("Choose the day in a calendar"))
        self._calendar.clicked.connect(self._open_calendar)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(field, 1)
        line.addWidget(self._calendar, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _says(self, name: str) -> str:
        """What a field shows: a date in words with its day of the week, all else as it is."""
        text: str = getattr(self._desk.state.workshop, name)
        return _day(text, self._desk.texts) if name == "date" else text

    def _commit(self, name: str, typed: str) -> None:
        value = self._understood(name, typed)
        done = value is not None and self._desk.do(setup.edit_workshop, **{name: value}) is not None
        show_outcome(self._fields[name], self._says(name), done=done)

    def _understood(self, name: str, typed: str) -> str | None:
        """What is kept for what was typed; None, and a sentence, where it means nothing."""
        t = self._desk.texts
        if name == "date":
            day = day_of(typed, date.today())
            if day is None:
                self._desk.say(t("That is no date. Type it like 23.9.2009, or choose it in the calendar."))
            return day
        if name in {"starts", "ends"}:
            time = time_of(typed)
            if time is None:
                self._desk.say(t("That is no time of day. Type it like 9:30."))
            return time
        return typed

    def _open_calendar(self) -> None:
        from ..calendar import CalendarPopup

        popup = CalendarPopup(self._desk, self._desk.state.workshop.date, self)
        popup.chosen.connect(self._take_day)
        popup.show_below(self._calendar)

    def _take_day(self, iso: str) -> None:
        self._desk.do(setup.edit_workshop, date=iso)
        self._fields["date"].show_text(self._says("date"))


def _day(iso: str, texts: Texts) -> str:
    """A date in words, with the first letters of its day of the week."""
    weekday, comma, words = texts.date(iso, weekday=True).partition(", ")
    return f"{weekday[: 2 if texts.language == 'de' else 3]}, {words}" if comma else weekday
