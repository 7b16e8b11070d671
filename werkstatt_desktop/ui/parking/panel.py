"""The parking lot beside every page: what the room wants to keep, but not to discuss now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import order
from ...domain.edits import Step
from ...domain.records import PARKED_KINDS, Id, ParkedItem
from ...domain.verbs import parking
from ...texts import mark
from ..card_drag import CardDrop
from ..desk import Desk
from ..fields import LineField, ProseField
from ..rows.inplace import INDENT
from ..rows.list import RowList
from ..theme import icon
from .entry import ParkingEntry
from .row import ParkedRow

_WIDTH = 312
_SIDE = 16
_HEADINGS = {
    "question": mark("Questions"),
    "topic": mark("Topics"),
    "idea": mark("Ideas"),
    "quote": mark("Quotes"),
}


class ParkingPanel(QFrame):
    """`open` shows it with the keyboard in its entry field. `closed` asks the owner to hide it."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parking")
        self.setProperty("kind", "side")
        self.setAccessibleName(desk.texts("Parking lot"))
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self._stale = True
        self._close = QToolButton()
        self._entry = ParkingEntry(desk)
        self._entry.entered.connect(self._park)
        self.setFocusProxy(self._entry)
        self._empty = QLabel(
            desk.texts("Nothing here yet. Write down what is not to be discussed now; Enter puts it aside.")
        )
        self._headings: dict[str, QLabel] = {}
        self.lists: dict[str, RowList] = {}
        self._scroll = self._list_area()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 18, 0, 8)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        entry = QVBoxLayout()
        entry.setContentsMargins(_SIDE, 0, _SIDE, 0)
        entry.addWidget(self._entry)
        layout.addLayout(entry)
        layout.addWidget(self._scroll, 1)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.timeout.connect(self._show_last)
        self._last: Id = ""
        CardDrop(self, self._take)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._paint_icons)
        desk.settling.connect(self._settle)
        desk.leaving.connect(self._leave)
        self._paint_icons()

    def open(self) -> None:
        """Show the panel; asked again while the user is in it, it wants to be closed."""
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self.closed.emit()
            return
        self.show()
        self._entry.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_item(self, item_id: Id) -> None:
        """Bring the keyboard to an item, where it is answered."""
        item = self._desk.state.get(ParkedItem, item_id)
        if item is not None:
            row = self.lists[_kind(item)].row(item_id)
            row.fields[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(row, 0, 8)

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if step is not None and not step.edit.touches("parked", "groups"):
            return
        items = order.parked(self._desk.state)
        t = self._desk.texts
        last: QWidget = self._entry.field
        for kind, rows in self.lists.items():
            ids = [item.id for item in items if _kind(item) == kind]
            rows.show_rows(ids, self._make)
            for row in rows.rows:
                row.refresh()
            last = rows.chain(last)
            self._headings[kind].setText(f"{t(_HEADINGS[kind])} · {t.number(len(ids))}")
            self._headings[kind].setVisible(bool(ids))
            rows.setVisible(bool(ids))
        self._empty.setVisible(not items)

    def _take(self, ids: list[Id]) -> None:
        """Cards dropped here are put aside."""
        self._desk.do(parking.park_cards, ids)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        t = self._desk.texts
        title = QLabel(t("Parking lot"))
        title.setProperty("kind", "section")
        self._close.setObjectName("parking-close")
        self._close.setProperty("kind", "small")
        self._close.setAccessibleName(t("Close the parking lot"))
        self._close.setToolTip(t("Close the parking lot"))
        self._close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE - 6, 0)
        head.addWidget(title, 1)
        head.addWidget(self._close)
        return head

    def _list_area(self) -> QScrollArea:
        content = QFrame()
        content.setObjectName("parking-content")
        content.setProperty("kind", "side-content")
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE - INDENT, 0, _SIDE - INDENT, 8)
        column.setSpacing(4)
        self._empty.setObjectName("parking-empty")
        self._empty.setProperty("kind", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(INDENT, 0, INDENT, 0)
        column.addWidget(self._empty)
        for kind in PARKED_KINDS:
            heading = QLabel()
            heading.setProperty("kind", "muted")
            heading.setContentsMargins(INDENT, 8, INDENT, 0)
            rows = RowList(self._desk, f"parked-{kind}", self._entry.field)
            rows.moved.connect(partial(self._move, kind))
            rows.deleted.connect(self._delete)
            rows.passed.connect(partial(self._pass, kind))
            self._headings[kind], self.lists[kind] = heading, rows
            column.addWidget(heading)
            column.addWidget(rows)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("parking-scroll")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _make(self, id: Id) -> ParkedRow:
        row = ParkedRow(self._desk, id)
        row.wants.connect(self._take_kind)
        return row

    def _paint_icons(self) -> None:
        self._close.setIcon(icon("x", self._desk.theme.muted))
        for rows in self.lists.values():
            rows.paint_icons()

    def _settle(self) -> None:
        """What is being typed into an item is handed over; the entry field keeps its words."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.isAncestorOf(field):
            field.hand_over()

    def _leave(self) -> None:
        """What was begun in the entry field would be lost with the window, so it is put in."""
        if self._entry.field.text().strip():
            self._park(self._entry.field.text(), self._entry.kind)

    def _park(self, text: str, kind: str) -> None:
        edit = self._desk.do(parking.park, text, kind=kind, group_id=self._desk.group_id)
        if edit is not None:
            self._entry.clear()
            self._last = edit.ids("parked")[0]
            self._follow.start(0)

    def _show_last(self) -> None:
        """Scroll to the item added last, once it has its place."""
        item = self._desk.state.get(ParkedItem, self._last)
        if item is not None and self.isVisible():
            self._scroll.ensureWidgetVisible(self.lists[_kind(item)].row(item.id), 0, 8)

    def _move(self, kind: str, id: Id, place: int) -> None:
        """From a place among the items of one kind to the place among all."""
        others = [item for item in order.parked(self._desk.state) if item.id != id]
        same = [n for n, item in enumerate(others) if _kind(item) == kind]
        self._desk.do(parking.move_parked, id, same[place] if place < len(same) else same[-1] + 1)

    def _pass(self, kind: str, by: int) -> None:
        """From the last item of a kind to the first of the next one, and back."""
        filled = [rows for rows in self.lists.values() if rows.rows]
        place = filled.index(self.lists[kind]) + by
        if 0 <= place < len(filled):
            rows = filled[place].rows
            rows[0 if by > 0 else -1].fields[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif place < 0:
            self._entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_kind(self, id: Id, kind: str) -> None:
        if self._desk.do(parking.edit_parked, id, kind=kind) is not None:
            self.lists[kind].row(id).grip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        item = self._desk.state.get(ParkedItem, id)
        if item is not None and self._desk.do(parking.delete_parked, id) is not None:
            title = item.text if len(item.text) <= 40 else item.text[:39].rstrip() + "…"
            self._desk.say(
                t("{title} is deleted. {keys} brings it back.", title=t.quote(title), keys=t.keys("Ctrl+Z"))
            )


def _kind(item: ParkedItem) -> str:
    """The kind an item is listed under; one that a newer program invented is a topic here."""
    return item.kind if item.kind in PARKED_KINDS else "topic"
