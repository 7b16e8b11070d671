"""The programme of the day, with the times worked out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.records import Id, ProgrammeItem
from ...domain.schedule import Slot, clock, minutes_after_midnight, timetable
from ...domain.verbs import setup
from ..desk import Desk
from ..rows.inplace import INDENT
from ..rows.list import RowList
from ..sections import Section, button, hint, quiet
from .programme_row import ItemRow

_IN_SIGHT, _PAUSE = 5, 30
"""So many rows are made at once, and milliseconds between the others, in which the window has its turn."""
_MINUTES, _BREAK = 30, 15
"""How long a new item and a new break are."""


class ProgrammeSection(Section):
    """All items in their order, and when the last one ends."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self._add_button = button("add-item", t("+ Item"), t("Add an item to the programme"))
        super().__init__("programme", t("Programme"), self._add_button)
        self._desk = desk
        self._empty = hint("programme-empty")
        self.list = RowList(desk, "programme-list", self._add_button)
        self._end = quiet()
        self._end.setObjectName("programme-end")
        self._end.setWordWrap(True)
        self._break_button = button("add-break", t("+ Break"), t("Add a break"), kind="link")
        foot = QHBoxLayout()
        foot.setContentsMargins(INDENT, 6, INDENT, 0)
        foot.addWidget(self._end, 1)
        foot.addWidget(self._break_button)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self._room = QWidget()
        self._room.hide()
        self.body.addWidget(self._room)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_more)
        self.body.addLayout(foot)
        self._add_button.clicked.connect(self._add)
        self._break_button.clicked.connect(self._add_break)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(self._delete)
        self.list.passed.connect(self._pass)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("programme", "workshops"):
            return
        state = self._desk.state
        items = order.programme(state)
        slots = timetable(items, state.workshop.starts)
        # A step can lead to any row; where the page is only shown, those in sight come first.
        count = len(items) if step is not None else max(_IN_SIGHT, len(self.list.rows))
        self._show_rows(items, slots, count)
        self._empty.setVisible(not items)
        self._empty.setText(self._first_step(state.workshop.starts))
        self._end.setText(self._ending(slots))

    def _show_rows(self, items: Sequence[ProgrammeItem], slots: Sequence[Slot], count: int) -> None:
        """The first rows as the workshop has them; the others have their room until they are made."""
        self.list.show_rows([item.id for item in items[:count]], self._make)
        for row, slot in zip(self.list.rows, slots[:count], strict=True):
            if isinstance(row, ItemRow):
                row.slot = slot
            row.refresh()
        missing = max(len(items) - count, 0)
        self._room.setFixedHeight(missing * (self.list.rows[-1].sizeHint().height() if missing else 0))
        self._room.setVisible(missing > 0)
        if missing:
            self._later.start(_PAUSE)

    def _show_more(self) -> None:
        state = self._desk.state
        items = order.programme(state)
        self._show_rows(items, timetable(items, state.workshop.starts), len(self.list.rows) + 1)

    def paint_icons(self) -> None:
        self.list.paint_icons()

    def _make(self, id: Id) -> ItemRow:
        return ItemRow(self._desk, id)

    def _first_step(self, starts: str) -> str:
        t = self._desk.texts
        if starts:
            return t("No programme yet. The first item begins at {time}.", time=starts)
        return t("No programme yet. Once the event has a beginning, the times work themselves out.")

    def _ending(self, slots: list[Slot]) -> str:
        t = self._desk.texts
        if not slots or slots[-1].end is None:
            return t("Once the event has a beginning, the times work themselves out.") if slots else ""
        end, planned = slots[-1].end, minutes_after_midnight(self._desk.state.workshop.ends)
        words = t("Ends {time}", time=clock(end))
        late = 0 if planned is None else end - planned
        if late > 0:
            words += " · " + t("{n} min after the planned end at {time}", n=late, time=clock(end - late))
        return words

    def _add(self) -> None:
        self._put(self._desk.texts("New item"), "talk", _MINUTES)

    def _add_break(self) -> None:
        self._put(self._desk.texts("Break"), "break", _BREAK)

    def _put(self, title: str, kind: str, minutes: int) -> None:
        edit = self._desk.do(setup.add_programme_item, title, kind=kind, minutes=minutes)
        if edit is not None:
            self.list.focus(edit.ids("programme")[0])

    def _pass(self, by: int) -> None:
        if by > 0:
            self._add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(setup.move_programme_item, id, place)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        item = self._desk.state.get(ProgrammeItem, id)
        if item is not None and self._desk.do(setup.delete_programme_item, id) is not None:
            title = item.title or t("item without a title")
            self._desk.say(
                t("{title} is deleted. {keys} brings it back.", title=t.quote(title), keys=t.keys("Ctrl+Z"))
            )
