"""The list of participants: how its cells look, how they are typed into, and which keys it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...domain.records import SHORT, Id, Participant
from ...domain.registering import MOST_PERSONS
from ..desk import Desk
from ..theme import font
from .model import (
    DEPARTMENT,
    EMAIL,
    FIELDS,
    FUNCTION,
    GROUP,
    NAME,
    ORGANISATION,
    PERSONS,
    PRESENCE,
    SELDOM,
    TITLES,
    PeopleModel,
)

HIGH = 36
_SIDE = 6
_SHARES = {
    NAME: (5, 120),
    ORGANISATION: (4, 100),
    DEPARTMENT: (4, 100),
    FUNCTION: (4, 90),
    EMAIL: (4, 110),
    GROUP: (3, 72),
}
"""The parts in which columns share what the two narrow ones leave, and at least how many pixels."""
_NARROW = {PERSONS: 72, PRESENCE: 120}
_ROWS = QItemSelectionModel.SelectionFlag.Rows
Index = QModelIndex | QPersistentModelIndex


class PeopleCell(QStyledItemDelegate):
    """A cell; around the one with the keyboard is a frame. Organisations and departments are completed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, cell = self._desk.theme, QRect(option.rect)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        option.state &= ~QStyle.StateFlag.State_HasFocus
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, QColor(theme.soft))
            # The sign of presence keeps its colour where it is selected.
            option.state &= ~QStyle.StateFlag.State_Selected
        option.rect = cell.adjusted(_SIDE, 0, -_SIDE, 0)
        super().paint(painter, option, index)
        painter.setPen(QColor(theme.line))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if focused:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -2))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == GROUP:
            # Groups are told apart by the end of their names as often as by the beginning.
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        words = self._desk.texts(TITLES[index.column()])
        if index.column() == PERSONS:
            number = QSpinBox(parent)
            number.setRange(1, MOST_PERSONS)
            number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            field: QWidget = number
        else:
            field = QLineEdit(parent)
            field.setMaxLength(SHORT)
            if index.column() in {ORGANISATION, DEPARTMENT}:
                known = known_words(self._desk, FIELDS[index.column()])
                field.setCompleter(completer_of(QStringListModel(known, field), field))
        field.setObjectName("people-cell")
        field.setAccessibleName(words)
        field.setStyleSheet("QLineEdit, QSpinBox { padding: 1px 4px; border-radius: 2px; }")
        return field


def completer_of(words: QStringListModel, parent: QWidget) -> QCompleter:
    """Completes what others on the list have in a field, so that the same is spelled alike."""
    completer = QCompleter(words, parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


def known_words(desk: Desk, field: str) -> list[str]:
    """What those on the list have in a field."""
    return desk.texts.sorted({getattr(person, field) for person in desk.state.all(Participant)} - {""})


class PeopleTable(QTableView):
    """Rows are selected as a whole, the keyboard is in a cell. `commands` are keys and what they do.

    `wanted` asks for the menu of a cell that is chosen from a few: its column.
    """

    wanted = Signal(int)

    def __init__(self, desk: Desk, model: PeopleModel, commands: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._desk = desk
        self.people = model
        self.shown: set[int] = set()
        self._commands = {QKeySequence(keys)[0].toCombined(): run for keys, run in commands.items()}  # type: ignore[index]
        self.setObjectName("people-table")
        self.setAccessibleName(desk.texts("Participants"))
        self.setModel(model)
        self.setItemDelegate(PeopleCell(desk, self))
        self._behave()
        self.doubleClicked.connect(self.begin)
        self.dress()

    def selected(self) -> list[Id]:
        """Who is selected; where nobody is, who has the keyboard."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self.people.ids[row] for row in rows]

    def choose(self, ids: Sequence[Id], *, column: int | None = None) -> None:
        """Select these, and bring the first of them into view with the keyboard."""
        rows = [row for id in ids if (row := self.people.row(id)) is not None]
        selection = self.selectionModel()
        selection.clearSelection()
        if rows:
            at = self.people.index(
                rows[0], max(self.currentIndex().column(), 0) if column is None else column
            )
            selection.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(at)
        for row in rows:
            selection.select(self.people.index(row, 0), QItemSelectionModel.SelectionFlag.Select | _ROWS)

    def begin(self, at: QModelIndex | None = None) -> None:
        """Type into a cell, or choose for it."""
        index = at if at is not None else self.currentIndex()
        if not index.isValid():
            return
        if index.column() in {GROUP, PRESENCE}:
            self.wanted.emit(index.column())
        else:
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Words that were refused stay in their field, until they are mended or given up."""
        refused, self.people.refused = self.people.refused, False
        if not refused or hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            super().closeEditor(editor, hint)

    def settle(self) -> None:
        """Hand over what is being typed."""
        editor = self.findChild(QWidget, "people-cell")
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def fit_columns(self) -> None:
        """Show the columns that say something, and share the width."""
        shown = self.people.filled() | self.shown
        for column in SELDOM:
            self.setColumnHidden(column, column not in shown)
        narrow = sum(wide for column, wide in _NARROW.items() if not self.isColumnHidden(column))
        shared = {column: part for column, part in _SHARES.items() if not self.isColumnHidden(column)}
        room = self.viewport().width() - narrow
        parts = sum(part for part, _ in shared.values())
        for column, (part, least) in shared.items():
            self.setColumnWidth(column, max(least, room * part // parts))
        for column, wide in _NARROW.items():
            self.setColumnWidth(column, wide)

    def dress(self) -> None:
        """The head in the colours of the theme in use."""
        theme = self._desk.theme
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {theme.surface}; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f"border-bottom: 1px solid {theme.line}; padding: 6px {_SIDE + 3}px; font-size: 12px; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        run = self._commands.get(event.key() | held.value)
        if run is not None and self.state() != QAbstractItemView.State.EditingState:
            run()
        else:
            super().keyPressEvent(event)

    def _behave(self) -> None:
        self.setFont(font(14))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(HIGH)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        head.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
