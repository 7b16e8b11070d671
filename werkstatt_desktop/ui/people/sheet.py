"""A look at a table of people before they are taken on the list: what its columns mean, who is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...domain.records import Participant
from ...domain.registering import Plan, Wishes, above, planned, recognise
from ...domain.verbs import people as verbs
from ...exchange.table import Table
from ...texts import Texts, mark
from ..desk import Desk
from ..safekeeping.parts import button, foot, label, take_room
from ..safekeeping.work import WorkLine, Works
from ..start.fields import SHEET, ChoiceField
from ..tables.heads import ColumnHeads
from ..tables.rows import Outcome, TableRows
from ..tables.view import RowsView
from ..ticks import Tick

_USES = {
    "": mark("leave out"),
    "name": mark("Name"),
    "first_name": mark("First name"),
    "organisation": mark("Organisation"),
    "department": mark("Department"),
    "function": mark("Function"),
    "email": mark("E-mail"),
    "group": mark("Group"),
    "persons": mark("Persons"),
    "presence": mark("Presence"),
}
REASONS = {
    "nobody": mark("names nobody"),
    "too_long": mark("too long for a field"),
    "no_number": mark("no number of persons"),
    "known": mark("there already"),
}


class PeopleSheet(QDialog):
    """Reads a table and shows who comes of it; `taken` tells the step that took them in.

    `read` is called in a thread and gives the sheets of a file, or raises a `WerkstattError`.
    """

    taken = Signal(object)

    def __init__(
        self, desk: Desk, heading: str, read: Callable[[], Sequence[Table]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._read = desk, read
        t = desk.texts
        self._tables: Sequence[Table] = ()
        self._busy = False
        self._plan: Plan | None = None
        self._above = 0
        self.setObjectName("people-sheet")
        self.setWindowTitle(t("Participants from a table"))
        self.setAccessibleName(t("Participants from a table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._works = Works(self)
        self.sheets = ChoiceField(self)
        self.rows = TableRows(t, desk.theme, self)
        self.view = RowsView(self.rows, t("Rows of the table"), desk.theme, self)
        self.heads = ColumnHeads(t, {use: t(word) for use, word in _USES.items()}, self.view, self)
        self.headed = self._tick("headed", t("The first row has the headings"))
        self.new_groups = self._tick("new-groups", "")
        self.leave_known = self._tick("leave-known", t("Leave out who is on the list already"))
        self.summary = label("", "strong", "people-summary")
        self.left_out = label("", "muted", "people-left-out")
        self.line = WorkLine(t, "people-work", self)
        self.back = button(t("Cancel"), "cancel")
        self.take = button(t("Take over"), "take-over", "primary")
        self._arrange(heading)
        self._connect()
        self._look()

    def accept(self) -> None:
        """Take the people on the list: one step, or nothing at all."""
        if self._busy or not self.take.isEnabled():
            return
        done = self._desk.do(verbs.register, self.rows.table.rows, self._wishes())
        if done is None:
            return
        t = self._desk.texts
        words = t.n("{n} row taken over.", "{n} rows taken over.", len(done.ids("participants")))
        self._desk.say(f"{words} {t('{keys} takes that back.', keys=t.keys('Ctrl+Z'))}")
        self.taken.emit(done)
        super().accept()

    def reject(self) -> None:
        for work in self._works.children():
            stop = getattr(work, "stop", None)
            if stop is not None:
                stop()
        super().reject()

    def _look(self) -> None:
        self._show_busy(self._desk.texts("Reading the table …"))
        read = self._read

        def run(_stop: Event) -> Sequence[Table]:
            return read()

        self._works.begin(run, self._show_tables, self._fail)

    def _show_tables(self, tables: Sequence[Table]) -> None:
        self._end_busy()
        self._tables = tables
        self.sheets.addItems([table.name for table in tables])
        self.sheets.setVisible(len(tables) > 1)
        self._show_table(0)
        self.view.setFocus()

    def _show_table(self, place: int) -> None:
        whole = self._tables[place]
        self._above = above(whole.rows)
        table = replace(whole, rows=whole.rows[self._above :])
        columns = recognise(table.rows)
        self.rows.show_table(table)
        self.heads.show_uses(columns.uses)
        self.headed.blockSignals(True)
        self.headed.setChecked(columns.headed)
        self.headed.blockSignals(False)
        row = [self.sheets, *self.heads.boxes, self.view, self.headed, self.new_groups, self.leave_known]
        for first, then in pairwise([*row, self.back, self.take]):
            self.setTabOrder(first, then)
        self._replan()
        self.view.widen()

    def _replan(self) -> None:
        """Look again who comes of the table, with what is wished now."""
        if not self.rows.table.rows:
            return
        plan = self._plan = planned(self._desk.state, self.rows.table.rows, self._wishes())
        self.rows.show_outcome(_outcome(plan, self._desk.texts))
        self._ask(plan)
        self._sum_up(plan)

    def _wishes(self) -> Wishes:
        return Wishes(
            uses=self.heads.uses,
            headed=self.headed.isChecked(),
            new_groups=self.new_groups.isChecked(),
            leave_known=self.leave_known.isChecked(),
        )

    def _ask(self, plan: Plan) -> None:
        """Ask only what there is to be asked."""
        t = self._desk.texts
        names = [name if len(name) <= 24 else f"{name[:23]}…" for name in plan.unknown_groups[:4]]
        more = len(plan.unknown_groups) - len(names)
        shown = ", ".join(names) + (f" … (+{more})" if more > 0 else "")
        words = t.n("Make the unknown group: {names}", "Make the unknown groups: {names}",
                    len(plan.unknown_groups), names=shown)  # fmt: skip
        self.new_groups.setText(words.replace("&", "&&"))
        self.new_groups.setAccessibleName(words)
        self.new_groups.setVisible(bool(plan.unknown_groups))
        self.leave_known.setVisible(any(line.is_known for line in plan.lines))

    def _sum_up(self, plan: Plan) -> None:
        t = self._desk.texts
        rows = len(plan.people)
        persons = t.n("{n} person", "{n} persons", plan.persons)
        in_rows = f" {t.n('in {n} row', 'in {n} rows', rows)}" if rows != plan.persons else ""
        parts = [persons + in_rows]
        if plan.groups:
            parts.append(t.n("{n} new group", "{n} new groups", len(plan.groups)))
        self.summary.setText(", ".join(parts))
        self.left_out.setText("\n".join(self._warnings(plan)))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.take.setText(t.n("Take over {n} row", "Take over {n} rows", rows))
        fits = 0 < rows <= verbs.MOST - self._desk.state.count(Participant)
        self.take.setEnabled(fits and not self._busy)

    def _warnings(self, plan: Plan) -> list[str]:
        """Who is left out and why, and what else one would want to know."""
        t, table, found = self._desk.texts, self.rows.table, []
        if self._above:
            found.append(
                t.n(
                    "{n} row above the headings is left out.",
                    "{n} rows above the headings are left out.",
                    self._above,
                )
            )
        why = Counter(line.reason for line in plan.lines if line.reason)
        if why:
            reasons = ", ".join(f"{t.number(count)} × {t(REASONS[reason])}" for reason, count in why.items())
            words = t.n("{n} row is left out", "{n} rows are left out", why.total())
            found.append(f"{words}: {reasons}")
        room = verbs.MOST - self._desk.state.count(Participant)
        if len(plan.people) > room:
            most = t.number(verbs.MOST)
            found.append("▲ " + t("A list holds {limit} rows at most. Divide the table.", limit=most))
        if table.more:
            read = t.number(len(table.rows))
            found.append(f"▲ {t('The table is longer: only the first {count} rows were read.', count=read)}")
        if table.cleaned:
            found.append(t("Characters that cannot be shown were taken out of the text."))
        return found

    def _fail(self, error: WerkstattError) -> None:
        self._end_busy()
        self.line.show_trouble(self._desk.texts.sentence(error))
        self.back.setFocus()

    def _show_busy(self, words: str) -> None:
        self._busy = True
        self.line.show_busy(words)
        self.take.setEnabled(False)

    def _end_busy(self) -> None:
        self._busy = False
        self.line.fall_silent()

    def _tick(self, name: str, words: str) -> Tick:
        tick = Tick(words, self)
        tick.setObjectName(name)
        tick.setAccessibleName(words)
        tick.setChecked(True)
        return tick

    def _arrange(self, heading: str) -> None:
        t = self._desk.texts
        self.sheets.setObjectName("sheets")
        self.sheets.setAccessibleName(t("Sheet of the file"))
        self.sheets.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(heading, "section", "people-title"))
        column.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignLeft)
        table = QVBoxLayout()
        table.setSpacing(0)
        table.addWidget(self.heads)
        table.addWidget(self.view, 1)
        column.addLayout(table, 1)
        for tick in (self.headed, self.new_groups, self.leave_known):
            column.addWidget(tick)
        for tick in (self.new_groups, self.leave_known):
            tick.hide()
        for part in (self.summary, self.left_out, self.line):
            column.addWidget(part)
        column.addLayout(foot([], [self.back, self.take]))
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self.left_out.hide()
        self.setStyleSheet(SHEET)
        take_room(self, 1080, 680)

    def _connect(self) -> None:
        self.sheets.activated.connect(self._show_table)
        self.heads.changed.connect(self._replan)
        for tick in (self.headed, self.new_groups, self.leave_known):
            tick.toggled.connect(self._replan)
        self.back.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)


def _outcome(plan: Plan, t: Texts) -> Outcome:
    """Tells of each row, counted from 0, what becomes of it."""
    lines = {line.row - 1: line for line in plan.lines}

    def tell(row: int) -> tuple[str, bool]:
        line = lines.get(row)
        if line is None:
            return t("headings"), False
        if line.person is None:
            return f"– {t(REASONS[line.reason])}", False
        words = t.n("{n} person", "{n} persons", line.person.persons)
        return (f"{words} · {t('there already')}" if line.is_known else words), True

    return tell
