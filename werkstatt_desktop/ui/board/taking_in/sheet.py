"""A look at a table before its cards are taken in: what its columns mean, what is made, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ....domain import order
from ....domain.columns import fold, recognise
from ....domain.edits import Edit
from ....domain.errors import WerkstattError
from ....domain.records import Card
from ....domain.state import State
from ....domain.taking import MOST_CARDS, Plan, Wishes, planned
from ....domain.verbs.taking_in import take_in
from ....exchange.table import Table
from ...desk import Desk
from ...safekeeping.parts import button, foot, label, take_room
from ...safekeeping.work import WorkLine, Works
from ...start.fields import SHEET, ChoiceField
from ...tables.heads import ColumnHeads
from ...tables.rows import TableRows
from ...tables.view import RowsView
from .rows import REASONS, outcome
from .wishes import USE_WORDS, WishFields

Read = Callable[[], Sequence[Table]]
_LEAST_WISHES = 72


class TakingSheet(QDialog):
    """Reads a table and shows what would become of it; `taken` tells the step that took it in.

    `read` is called in a thread and gives the sheets of a file, or raises a `WerkstattError`.
    """

    taken = Signal(object)

    def __init__(self, desk: Desk, heading: str, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._read = desk, read
        t = desk.texts
        self._tables: Sequence[Table] = ()
        self._busy = False
        self._plan: Plan | None = None
        self.ignores_groups = False
        self.setObjectName("taking-sheet")
        self.setWindowTitle(t("Cards from a table"))
        self.setAccessibleName(t("Cards from a table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._works = Works(self)
        self.sheets = ChoiceField(self)
        self.rows = TableRows(t, desk.theme, self)
        self.view = RowsView(self.rows, t("Rows of the table"), desk.theme, self)
        self.heads = ColumnHeads(t, {use: t(word) for use, word in USE_WORDS.items()}, self.view, self)
        self.wishes = WishFields(desk, self)
        self.summary = label("", "strong", "taking-summary")
        self.left_out = label("", "muted", "taking-left-out")
        self.line = WorkLine(t, "taking-work", self)
        self.back = button(t("Cancel"), "cancel")
        self.take = button(t("Take over cards"), "take-over", "primary")
        self._arrange(heading)
        self._connect()
        self._look()

    def reject(self) -> None:
        for work in self._works.children():
            stop = getattr(work, "stop", None)
            if stop is not None:
                stop()
        super().reject()

    def accept(self) -> None:
        """Make the cards: the step is made ready in a thread, and taken where everything is done."""
        if self._busy or self._plan is None or not self.take.isEnabled():
            return
        state, rows, wishes = self._desk.state, self.rows.table.rows, self._wishes()
        self._show_busy(self._desk.texts("Taking over …"))

        def make(_stop: Event) -> tuple[State, Edit]:
            return state, take_in(state, rows, wishes)

        self._works.begin(make, self._take, self._fail)

    def _take(self, made: tuple[State, Edit]) -> None:
        state, edit = made
        self._end_busy()
        rows, wishes = self.rows.table.rows, self._wishes()

        def ready(now: State) -> Edit:
            # Somebody else may have changed something meanwhile.
            return edit if now is state else take_in(now, rows, wishes)

        done = self._desk.do(ready)
        if done is None:
            return
        cards = [card for id in done.ids("cards") if (card := self._desk.state.get(Card, id))]
        groups = {card.group_id for card in cards}
        first = next((g.id for g in order.groups(self._desk.state) if g.id in groups), None)
        if groups and self._desk.group_id not in groups:
            self._desk.show_group(first)
        t = self._desk.texts
        words = t.n("{n} card taken over.", "{n} cards taken over.", len(cards))
        self._desk.say(f"{words} {t('{keys} takes that back.', keys=t.keys('Ctrl+Z'))}")
        self.taken.emit(done)
        super().accept()

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
        table = self._tables[place]
        groups = {fold(group.name) for group in order.groups(self._desk.state)}
        columns = recognise(table.rows, self.wishes.names.keys(), groups)
        self.rows.show_table(table)
        self.heads.show_uses(["" if self.ignores_groups and use == "group" else use for use in columns.uses])
        self.wishes.headed.blockSignals(True)
        self.wishes.headed.setChecked(columns.headed)
        self.wishes.headed.blockSignals(False)
        self._chain()
        self._replan()
        self.view.widen()

    def _replan(self) -> None:
        """Look again what the table comes to, with what is wished now."""
        if not self.rows.table.rows:
            return
        self._plan = planned(self._desk.state, self.rows.table.rows, self._wishes())
        self.rows.show_outcome(outcome(self._plan, self._desk.texts))
        self.wishes.show_plan(self._plan)
        self._sum_up(self._plan)
        self._fit()

    def _wishes(self) -> Wishes:
        return self.wishes.wishes(self.heads.uses)

    def _sum_up(self, plan: Plan) -> None:
        t = self._desk.texts
        parts = [t.n("{n} card", "{n} cards", plan.cards)]
        for count, words in (
            (len(plan.themes), t.n("{n} new theme", "{n} new themes", len(plan.themes))),
            (len(plan.groups), t.n("{n} new group", "{n} new groups", len(plan.groups))),
            (len(plan.categories), t.n("{n} new category", "{n} new categories", len(plan.categories))),
        ):
            parts += [words] if count else []
        self.summary.setText(", ".join(parts))
        self.left_out.setText("\n".join(self._warnings(plan)))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.take.setText(t.n("Take over {n} card", "Take over {n} cards", plan.cards))
        self.take.setEnabled(0 < plan.cards <= MOST_CARDS and not self._busy)

    def _warnings(self, plan: Plan) -> list[str]:
        """What is left out and why, and what else one would want to know."""
        t, table, found = self._desk.texts, self.rows.table, []
        if plan.left_out:
            why = Counter(line.reason for line in plan.lines if line.reason)
            reasons = ", ".join(f"{t.number(count)} × {t(REASONS[reason])}" for reason, count in why.items())
            words = t.n("{n} row is left out", "{n} rows are left out", plan.left_out)
            found.append(f"{words}: {reasons}")
        if plan.cards > MOST_CARDS:
            most = t.number(MOST_CARDS)
            found.append(
                f"▲ {t('At most {limit} cards can be taken in at once. Divide the table.', limit=most)}"
            )
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
        for part in (self.heads, self.wishes, self.sheets):
            part.setEnabled(False)

    def _end_busy(self) -> None:
        self._busy = False
        self.line.fall_silent()
        for part in (self.heads, self.wishes, self.sheets):
            part.setEnabled(True)

    def _arrange(self, heading: str) -> None:
        t = self._desk.texts
        title = label(heading, "section", "taking-title")
        self.sheets.setObjectName("sheets")
        self.sheets.setAccessibleName(t("Sheet of the file"))
        self.sheets.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignLeft)
        table = QVBoxLayout()
        table.setSpacing(0)
        table.addWidget(self.heads)
        table.addWidget(self.view, 1)
        column.addLayout(table, 1)
        self._area = self._scrolled(self.wishes)
        column.addWidget(self._area)
        column.addWidget(self.summary)
        column.addWidget(self.left_out)
        column.addWidget(self.line)
        column.addLayout(foot([], [self.back, self.take]))
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self.left_out.hide()
        self.setStyleSheet(SHEET)
        take_room(self, 1080, 720)

    def _fit(self) -> None:
        """As high as what is asked needs, and no higher."""
        layout = self.wishes.layout()
        if layout is not None:
            layout.activate()
            self._area.setMaximumHeight(max(layout.totalHeightForWidth(self._area.width()), _LEAST_WISHES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _scrolled(self, part: QWidget) -> QScrollArea:
        """A part that can be scrolled where the window is small."""
        area = QScrollArea(self)
        area.setObjectName("taking-wishes")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(_LEAST_WISHES)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        area.setWidget(part)
        return area

    def _chain(self) -> None:
        """Tab walks from the boxes above the columns into the table and on."""
        row: list[QWidget] = [self.sheets, *self.heads.boxes, self.view, self.wishes.headed]
        row += [self.wishes.group, self.wishes.category, self.wishes.new_groups, self.wishes.new_categories]
        row += [self.wishes.split, self.wishes.leave_known, self.back, self.take]
        for first, then in pairwise(row):
            self.setTabOrder(first, then)

    def _connect(self) -> None:
        self.sheets.activated.connect(self._show_table)
        self.heads.changed.connect(self._replan)
        self.wishes.changed.connect(self._replan)
        self.back.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
