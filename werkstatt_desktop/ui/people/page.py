"""The part Participants: the list at the left, how many from where at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from ...domain import order
from ...domain.edits import Edit, Step
from ...domain.records import Group, Id, Participant
from ...domain.verbs import people as verbs
from ...exchange.listing import tab_separated
from ..desk import Desk
from ..sections import scrolled
from ..tables.asking import table_file
from . import asking
from .entry import is_table
from .list import ListPanel
from .menu import delete_people, group_menu, people_menu, presence_menu
from .model import FIELDS, GROUP, PERSONS, PRESENCE, SELDOM, TITLES
from .overview import OverviewPanel
from .spreading import coming, spread

_TWO_COLUMNS = 960
"""From which width on, in pixels, the panels stand side by side."""
_SPREAD_SHOWN = 620
"""From which width on there is room for the button that spreads people."""
_EDGE, _NARROW_EDGE = 26, 12


class PeoplePage(QWidget):
    """Everybody who is expected or there. Files and texts with tables can be dropped on it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self.setAcceptDrops(True)
        self._desk = desk
        self._stale = True
        self.list = ListPanel(desk, self._what_keys_do())
        self.table, self.entry = self.list.table, self.list.entry
        self.overview = OverviewPanel(desk)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if step is not None and not step.edit.touches("participants", "groups"):
            return
        self.list.refresh(step)
        self.overview.refresh(step)

    def search(self) -> None:
        """Bring the keyboard into the field that searches the list."""
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def show_item(self, id: Id) -> None:
        """Bring somebody into view, with the keyboard on them."""
        self.list.search.clear()
        self.table.choose([id])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The list and the overview."""
        return [(self.list, self.list.first), (self.overview, self.overview.view)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= _TWO_COLUMNS
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        edge = _EDGE if wide else _NARROW_EDGE
        self._columns.setContentsMargins(edge, edge - 4, edge, edge - 4)
        # It stands in the menu, too.
        self.list.spread.setVisible(self.width() >= _SPREAD_SHOWN)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if table_file(data) is not None or (not data.hasUrls() and is_table(data.text())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        event.acceptProposedAction()
        if (path := table_file(data)) is not None:
            asking.take_file(self._desk, path, self).taken.connect(self._show_taken)
        else:
            self._take_text(data.text())

    def _what_keys_do(self) -> dict[str, object]:
        done: dict[str, object] = {
            "F2": self._begin,
            "Return": self._begin,
            "Enter": self._begin,
            "Space": self._turn_presence,
            "Del": self._delete,
            "Ctrl+C": self._copy,
            "Ctrl+V": self._paste,
        }
        for place in range(10):
            done[f"Alt+{place}"] = lambda place=place: self._assign(place)
        return done

    def _arrange(self) -> None:
        self._columns.setSpacing(16)
        self._columns.addWidget(self.list, 3)
        self._columns.addWidget(self.overview, 2)
        scrolled(self, "people", self._columns)

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._dress)
        self._desk.settling.connect(self.table.settle)
        self._desk.leaving.connect(self.entry.leave)
        self.list.wants_file.connect(self._ask_file)
        self.list.wants_spread.connect(self._spread)
        self.list.wants_paste.connect(self._paste)
        self.list.wants_more.connect(self._show_more)
        self.entry.pasted.connect(self._take_text)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.wanted.connect(self._choose_for)

    def _dress(self) -> None:
        self.list.dress()
        self.overview.dress()

    def _begin(self) -> None:
        self.table.begin()

    def _turn_presence(self) -> None:
        """Who is chosen is there; if all of them are, they are expected again."""
        ids = self.table.selected()
        held = {person.presence for person in self._people(ids)}
        if ids:
            self._desk.do(verbs.set_presence, ids, "expected" if held == {"present"} else "present")

    def _assign(self, place: int) -> None:
        groups = order.groups(self._desk.state)
        if place <= len(groups) and (ids := self.table.selected()):
            self._desk.do(verbs.assign, ids, groups[place - 1].id if place else None)

    def _delete(self) -> None:
        rows = [row for id in self.table.selected() if (row := self.table.people.row(id)) is not None]
        delete_people(self._desk, self.table.selected())
        if rows and self.table.people.ids:
            # The keyboard goes on to who came next.
            self.table.choose([self.table.people.ids[min(rows[0], len(self.table.people.ids) - 1)]])

    def _copy(self) -> None:
        """The rows that are chosen, below headings, as a spreadsheet takes them."""
        t, state = self._desk.texts, self._desk.state
        rows = [tuple(t(title) for title in TITLES)]
        for person in self._people(self.table.selected()):
            group = state.get(Group, person.group_id)
            others = {
                GROUP: group.name if group else "",
                PERSONS: str(person.persons),
                PRESENCE: t.presence(person.presence),
            }
            rows.append(
                tuple(
                    others[column] if column in others else str(getattr(person, FIELDS[column]))
                    for column in range(len(TITLES))
                )
            )
        QGuiApplication.clipboard().setText(tab_separated(rows))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._take_text(text)
        else:
            self._desk.say(self._desk.texts("There is no text in the clipboard."))

    def _take_text(self, text: str) -> None:
        asking.take_text(self._desk, text, self).taken.connect(self._show_taken)

    def _ask_file(self) -> None:
        asking.ask_people(self._desk, self)

    def _show_taken(self, edit: Edit) -> None:
        """Who was taken on the list is chosen, and seen."""
        self.list.search.clear()
        self.table.choose(edit.ids("participants"))
        self.table.setFocus()

    def _spread(self) -> None:
        spread(self._desk)

    def _spread_anew(self) -> None:
        spread(self._desk, anew=True)

    def _menu(self, at: QPoint) -> None:
        if ids := self.table.selected():
            people_menu(self._desk, ids, self).popup(self.table.viewport().mapToGlobal(at))

    def _choose_for(self, column: int) -> None:
        """The menu of a cell: group or presence of the row with the keyboard."""
        person = self.table.people.person(self.table.currentIndex().row())
        if person is None:
            return
        make = {GROUP: group_menu, PRESENCE: presence_menu}[column]
        cell = self.table.visualRect(self.table.currentIndex())
        ids = self.table.selected()
        chosen = ids if person.id in ids else [person.id]
        make(self._desk, chosen, self).popup(self.table.viewport().mapToGlobal(cell.bottomLeft()))

    def _show_more(self) -> None:
        """What is needed seldom: pasting, columns, spreading anew."""
        t = self._desk.texts
        menu = QMenu(self)
        menu.setObjectName("people-more")
        menu.setAccessibleName(t("More"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(f"{t('Paste from the clipboard')}\t{t.keys('Ctrl+V')}").triggered.connect(self._paste)
        evenly = menu.addAction(t("Spread evenly"))
        evenly.setEnabled(self.list.spread.isEnabled())
        evenly.triggered.connect(self._spread)
        anew = menu.addAction(t("Spread all anew over the groups"))
        anew.setEnabled(bool(coming(self._desk)) and bool(order.groups(self._desk.state)))
        anew.triggered.connect(self._spread_anew)
        menu.addSeparator()
        filled = self.table.people.filled()
        for column in SELDOM:
            action = menu.addAction(t("Show column: {title}", title=t(TITLES[column])))
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(column))
            action.setEnabled(column not in filled)
            action.triggered.connect(lambda on, column=column: self._show_column(column, on=on))
        button = self.list.more
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_column(self, column: int, *, on: bool) -> None:
        (self.table.shown.add if on else self.table.shown.discard)(column)
        self.table.fit_columns()

    def _people(self, ids: Sequence[Id]) -> list[Participant]:
        return [person for id in ids if (person := self._desk.state.get(Participant, id))]
