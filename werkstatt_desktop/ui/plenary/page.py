"""Plenary: the groups side by side, and what they have in common."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from ...domain import order, plenary
from ...domain.clean import clean
from ...domain.edits import Step
from ...domain.records import Id
from ..bars import quiet_bars
from ..desk import Desk
from ..theme import Theme
from .column import Column
from .deeds import Deeds
from .laying import Laying
from .menu import brought_menu, result_menu
from .panel import ResultPanel
from .parts import label
from .results import ResultRows
from .reword import Rewording

_NARROWEST, _GAP = 190, 14
_PANEL = (236, 420)
"""How wide the panel is at least and at most, in pixels."""
_SHEET = """QWidget#plenary-groups { background: transparent; }
QListView { background: transparent; border: none; }"""
_TOUCHED = frozenset(
    {"results", "sources", "cards", "clusters", "groups", "categories", "rounds", "votes", "participants"}
)


class PlenaryPage(QFrame):
    """`columns` of the groups at the left, the panel with the common results at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._theme: Theme | None = None
        self._pixels = 0.0
        self.columns: list[Column] = []
        self.rows = ResultRows(desk, self)
        self.deeds = Deeds(desk, self.rows)
        self.laying = Laying(self._highest, self)
        self.panel = ResultPanel(desk, self.rows, self.laying, self)
        self.list = self.panel.list
        self.rewording = Rewording(desk, self.rows, self.list, self.deeds)
        self.setObjectName("plenary-page")
        self.setProperty("kind", "wall")
        self._area = QScrollArea(self)
        self._outer = QHBoxLayout(self)
        self._row = QHBoxLayout()
        self._empty = label("plenary-empty", "")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setText(desk.texts("There is no group yet. Groups are set up on the page “Prepare”."))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.rewording.take_up)
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Show what a step changed; None: everything. A hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
        elif step is None or step.edit.touches(*_TOUCHED) or step.appeared or step.vanished:
            self._show()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts that F6 comes by."""
        found: list[tuple[QWidget, QWidget]] = [(c, c.cards) for c in self.columns if c.can_focus]
        return [*found[:1], (self.panel, self.list if self.rows.rows else self.panel.field)]

    # Building

    def _arrange(self) -> None:
        inside = QWidget(self._area)
        inside.setObjectName("plenary-groups")
        inside.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._empty, 1)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._outer.setContentsMargins(24, 20, 22, 18)
        self._outer.setSpacing(_GAP)
        self._outer.addWidget(self._area, 1)
        self._outer.addWidget(self.panel)

    def _connect(self) -> None:
        desk, view = self._desk, self.list
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._restyle)
        desk.settling.connect(self.rewording.finish)
        desk.leaving.connect(self._leave)
        self.panel.written.connect(self._write)
        self.panel.ordered.connect(self._order)
        self.laying.numbered.connect(self._lay)
        self._area.horizontalScrollBar().valueChanged.connect(self._see)
        view.edit_wanted.connect(self.rewording.begin)
        view.delete_wanted.connect(self._delete)
        view.step_wanted.connect(self._step)
        view.mark_wanted.connect(self._run)
        view.menu_wanted.connect(self._result_menu)
        view.went_aside.connect(self._go_aside)
        view.kept.connect(self._keep)
        view.joined.connect(self._join)
        view.moved.connect(self.deeds.move)
        view.merged.connect(self._merge)

    def _make(self) -> Column:
        column = Column(self._desk, self.laying, self._area.widget())
        column.cards.keep_wanted.connect(self._keep)
        column.cards.went_aside.connect(self._go_aside)
        column.cards.menu_wanted.connect(self._brought_menu)
        column.cards.resize_text(self._pixels)
        return column

    # Showing

    def _highest(self) -> int:
        return len(self.rows.numbers)

    def _show(self) -> None:
        state = self._desk.state
        groups, dots, taken = order.groups(state), plenary.points(state), plenary.taken_over(state)
        here = self.list.here
        row = self.list.currentIndex().row()
        self.rows.show(dots)
        if here is not None and self.list.here is None and self.rows.rows:
            found = self.rows.row_of(here.id)
            self.list.setCurrentIndex(
                self.rows.index(found if found >= 0 else min(row, len(self.rows.rows) - 1))
            )
        while len(self.columns) < len(groups):
            self.columns.append(self._make())
            self._row.addWidget(self.columns[-1], 1)
        for column in self.columns[len(groups) :]:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        del self.columns[len(groups) :]
        for column, group in zip(self.columns, groups, strict=True):
            column.show_group(group, dots, taken, self.rows.numbers)
        self._empty.setVisible(not groups)
        self._fit()
        self.panel.refresh()
        self.rewording.follow()

    def _restyle(self) -> None:
        """Follow the theme and the size of cards."""
        theme, pixels = self._desk.theme, self._desk.card_text(self.window().width())
        if theme is not self._theme:
            self._theme = theme
            self.setStyleSheet(quiet_bars(_SHEET, theme))
        if pixels != self._pixels:
            self._pixels = pixels
            self.list.resize_text(pixels)
            for column in self.columns:
                column.cards.resize_text(pixels)
        self._fit()
        self.update()

    def _see(self) -> None:
        """Columns that are in sight show their lists; all have the same width."""
        if not self.columns:
            return
        room = self._room
        width = max((room + _GAP) / len(self.columns), self.columns[0].minimumWidth() + _GAP)
        scrolled = self._area.horizontalScrollBar().value()
        for n, column in enumerate(self.columns):
            if n * width < scrolled + room and (n + 1) * width > scrolled:
                column.come()

    @property
    def _room(self) -> int:
        """How wide the part of the groups is."""
        margins = self._outer.contentsMargins()
        return self.width() - self.panel.width() - _GAP - margins.left() - margins.right()

    def _fit(self) -> None:
        """Widths for the window that there is."""
        least, most = _PANEL
        self.panel.setFixedWidth(min(max(round(self.width() * 0.34), least), most))
        room = self._room
        for column in self.columns:
            column.setMinimumWidth(max(min(_NARROWEST, room), round(self._pixels * 9)))
        self._see()

    # Doing

    def _keep(self, ids: list[Id], place: int | None = None) -> None:
        self.panel.take_over(self.deeds.keep(ids, place))

    def _join(self, ids: list[Id], result_id: Id) -> None:
        self.panel.take_over(self.deeds.join(ids, result_id))

    def _merge(self, result_id: Id, into_id: Id) -> None:
        self.rewording.finish()
        self.panel.take_over(self.deeds.merge(result_id, into_id))

    def _lay(self, number: int) -> None:
        """What has the keyboard goes onto the result with a number."""
        column = self._focused()
        if column is not None:
            self.panel.take_over(self.deeds.lay_on(column.cards.chosen(), number))
        elif self.list.here is not None:
            self.panel.take_over(self.deeds.merge_into(self.list.here.id, number))

    def _write(self, text: str) -> None:
        id = self.deeds.write(text)
        if id is not None:
            self.panel.clear_field()
            self.panel.take_over(id)

    def _order(self) -> None:
        self.rewording.finish()
        self.deeds.order_by_points()

    def _step(self, by: int) -> None:
        if self.list.here is not None:
            self.deeds.step(self.list.here.id, by)

    def _delete(self) -> None:
        if self.list.here is not None:
            self.deeds.delete(self.list.here.id)

    def _run(self, what: str) -> None:
        """What a key or the menu asks of the result that has the keyboard."""
        here = self.list.here
        if here is None:
            return
        match what:
            case "reword":
                self.rewording.begin()
            case "delete":
                self._delete()
            case "up" | "down":
                self._step(-1 if what == "up" else 1)
            case _:
                self.deeds.mark(here.id, what)

    def _result_menu(self, point: QPoint) -> None:
        here = self.list.here
        if here is not None:
            menu = result_menu(self._desk, self.rows, here, self._run, partial(self._merge_into, here.id))
            menu.exec(point)

    def _merge_into(self, result_id: Id, number: int) -> None:
        self.panel.take_over(self.deeds.merge_into(result_id, number))

    def _brought_menu(self, point: QPoint) -> None:
        column = next((c for c in self.columns if c.cards is self.sender()), None)
        if column is not None:
            ids = column.cards.chosen()
            menu = brought_menu(self._desk, self.rows, partial(self._keep, ids), partial(self._lay_on, ids))
            menu.exec(point)

    def _lay_on(self, ids: list[Id], number: int) -> None:
        self.panel.take_over(self.deeds.lay_on(ids, number))

    def _leave(self) -> None:
        """A statement that was begun becomes one: drafts stay on this computer, the file may travel."""
        if clean(self.panel.field.text()):
            self._write(self.panel.field.text())

    # Going about

    def _focused(self) -> Column | None:
        return next((column for column in self.columns if column.cards.hasFocus()), None)

    def _go_aside(self, by: int) -> None:
        """From column to column, and beyond the last one to the results and back."""
        stops = [column for column in self.columns if column.can_focus]
        here = self._focused()
        place = stops.index(here) + by if here in stops else len(stops) - 1
        if 0 <= place < len(stops):
            stops[place].focus()
            self._area.ensureWidgetVisible(stops[place], _GAP, 0)
        elif place >= len(stops) and self.rows.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((column for column in self.columns if column.can_focus), None)
        if first is not None:
            first.focus()
        elif self.rows.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panel.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restyle()
        if self._stale:
            self._stale = False
            self._show()
        focus = QApplication.focusWidget()
        if self._desk.drafts.names("result/") and (focus is None or self.isAncestorOf(focus)):
            self._again.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()
