"""The run sheet: the programme with what really happened beside the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ...domain import order, running
from ...domain.edits import Step
from ...domain.records import Id, ProgrammeItem
from ...domain.schedule import clock, timetable
from ...domain.verbs import setup
from ..desk import Desk
from ..rows.inplace import INDENT
from ..rows.list import RowList
from ..sections import Section, button, hint, quiet
from .beat import Beat, local_now
from .row import BUTTON_WIDTH, GRIP_WIDTH, MINUTES_WIDTH, REAL_WIDTH, TIME_WIDTH, RunRow
from .words import title_of

_MINUTES, _BREAK = 30, 15
"""How long a new item and a new break are."""


class RunSheet(Section):
    """All items in their order. What is expected follows the clock minute by minute while it is in view."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self.add = button("run-add", t("+ Item"), t("Add an item to the programme"))
        self._break_button = button("run-add-break", t("+ Break"), t("Add a break"))
        super().__init__("run-sheet", t("Run sheet"), self.add, self._break_button)
        self._desk = desk
        self._alone = False
        self._minute = -1
        self.list = RowList(desk, "run-list", self._break_button)
        self._empty = hint("run-empty")
        self._empty.setText(t("No programme yet. Add what happens today, one item after the other."))
        self._heads = _heads(desk)
        self._end = quiet()
        self._end.setObjectName("run-ending")
        self._end.setWordWrap(True)
        self._end.setContentsMargins(INDENT, 8, INDENT, 0)
        self.body.addLayout(self._heads)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self.body.addWidget(self._end)
        self.add.clicked.connect(self._add)
        self._break_button.clicked.connect(self._add_break)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(self._delete)
        self._beat = Beat(desk, self)
        self._beat.beat.connect(self._pass_time)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("programme", "workshops"):
            return
        state, at = self._desk.state, local_now()
        self._minute = at.hour * 60 + at.minute
        items, starts = order.programme(state), state.workshop.starts
        planned, real = timetable(items, starts), running.expected(items, starts, at)
        self.list.show_rows([item.id for item in items], self._make)
        for row, slot, now in zip(self.list.rows, planned, real, strict=True):
            if isinstance(row, RunRow):
                row.slot, row.real, row.alone = slot, now, self._alone
            row.refresh()
        self._empty.setVisible(not items)
        for place in range(self._heads.count()):
            head = self._heads.itemAt(place)
            if head is not None and (words := head.widget()) is not None:
                words.setVisible(bool(items))
        self._beat.follow()
        self._end.setText(self._ending(planned[-1].end, real[-1].end) if items else "")

    def show_alone(self, alone: bool) -> None:
        """Without the notes, whatever the page around it does."""
        self._alone = alone
        for row in self.list.rows:
            if isinstance(row, RunRow):
                row.alone = alone
                row.show_note()

    def see_focus(self) -> None:
        """A note that was left empty goes."""
        for row in self.list.rows:
            if isinstance(row, RunRow):
                row.show_note()

    def paint_icons(self) -> None:
        self.list.paint_icons()

    def _ending(self, planned: int | None, real: int | None) -> str:
        t = self._desk.texts
        if planned is None:
            return t("Once the event has a beginning, the times work themselves out.")
        words = t("Planned end {time}", time=clock(planned))
        if real is not None and real != planned:
            words += " · " + t("as things stand {time}", time=clock(real))
        return words

    def _pass_time(self) -> None:
        """What is expected changes by whole minutes only."""
        at = local_now()
        if at.hour * 60 + at.minute != self._minute:
            self.refresh(None)

    def _make(self, id: Id) -> RunRow:
        return RunRow(self._desk, id)

    def _add(self) -> None:
        self._put(self._desk.texts("New item"), "talk", _MINUTES)

    def _add_break(self) -> None:
        self._put(self._desk.texts("Break"), "break", _BREAK)

    def _put(self, title: str, kind: str, minutes: int) -> None:
        edit = self._desk.do(setup.add_programme_item, title, kind=kind, minutes=minutes)
        if edit is not None:
            self.list.focus(edit.ids("programme")[0])

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(setup.move_programme_item, id, place)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        item = self._desk.state.get(ProgrammeItem, id)
        if item is not None and self._desk.do(setup.delete_programme_item, id) is not None:
            title = t.quote(title_of(item, t))
            self._desk.say(
                t("{title} is deleted. {keys} brings it back.", title=title, keys=t.keys("Ctrl+Z"))
            )


def _heads(desk: Desk) -> QHBoxLayout:
    """The headings of the columns."""
    t = desk.texts
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 4)
    line.setSpacing(2)
    right = Qt.AlignmentFlag.AlignRight
    for words, width, place in (
        (t("Plan"), TIME_WIDTH, Qt.AlignmentFlag.AlignLeft),
        (t("What"), 0, Qt.AlignmentFlag.AlignLeft),
        (t("Length"), MINUTES_WIDTH, right),
        (t("Began"), REAL_WIDTH, Qt.AlignmentFlag.AlignLeft),
        (t("Ended"), REAL_WIDTH, Qt.AlignmentFlag.AlignLeft),
        ("", BUTTON_WIDTH + GRIP_WIDTH + 2, right),
    ):
        head = quiet(words)
        head.setAlignment(place)
        head.setContentsMargins(0 if place == right else INDENT, 0, INDENT if place == right else 0, 0)
        if width:
            head.setFixedWidth(width)
        line.addWidget(head, 0 if width else 1)
    return line
