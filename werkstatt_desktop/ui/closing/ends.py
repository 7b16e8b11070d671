"""The rows of the checklist: each matter with its mark, and below it what is still open of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain import closing
from ...domain.hiding import is_hidden
from ...domain.records import Card, Category, Cluster, Group, Measure, ParkedItem
from ...texts import Texts, mark
from ..card_words import text_of
from ..desk import Desk
from ..labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
SHOWN = 8
"""How many ends of a matter are shown until all are asked for."""
_NOWHERE = QModelIndex()
_DONE = {
    "unsorted": mark("Every card hangs in a theme"),
    "empty_theme": mark("No theme is empty"),
    "theme_without_heading": mark("Every theme has a heading"),
    "without_recommendation": mark("Every obstacle has a recommendation"),
    "measure_without_person": mark("For every measure somebody is responsible"),
    "measure_without_date": mark("Every measure has a date"),
    "responsible_not_there": mark("Whoever is responsible is there"),
    "unanswered": mark("Every question of the parking lot is answered"),
    "no_next_date": mark("The next date is set"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of a matter where `end` is None, else of an end; `more` stands for so many that are left out.

    `text` is what it says, `beside` the group, `colour` and `symbol` those of a card's category.
    """

    kind: str
    text: str
    done: bool = False
    end: closing.Loose | None = None
    more: int = 0
    beside: str = ""
    colour: str = ""
    symbol: str = ""


class EndRows(QAbstractListModel):
    """`open` counts the ends of all matters."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whole: set[str] = set()
        self.rows: list[Row] = []
        self.open = 0

    def refresh(self) -> None:
        checks = closing.checks(self._desk.state)
        self.open = sum(len(check.ends) for check in checks)
        rows = [row for check in checks for row in self._rows(check)]
        if len(rows) == len(self.rows):
            for place, (old, new) in enumerate(zip(self.rows, rows, strict=True)):
                self.rows[place] = new
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_all(self, kind: str) -> None:
        """Leave out nothing of a matter from now on."""
        self._whole.add(kind)
        self.refresh()

    def place_of(self, row: Row) -> int:
        """Where a row stands that may say something else by now; -1 where it is gone."""
        for place, other in enumerate(self.rows):
            if (other.kind, other.end, bool(other.more)) == (row.kind, row.end, bool(row.more)):
                return place
        return -1

    # What views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        row, t = self.rows[index.row()], self._desk.texts
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.end is None and not row.more:
                return f"{t('done') if row.done else t('open')}: {row.text}"
            return ", ".join(part for part in (row.text, row.beside) if part)
        return None

    def _rows(self, check: closing.Check) -> list[Row]:
        t, count = self._desk.texts, len(check.ends)
        words = _open_words(check.kind, count, t) if count else t(_DONE[check.kind])
        rows = [Row(check.kind, words, done=not count)]
        if check.kind == "no_next_date":
            return rows
        shown = check.ends if check.kind in self._whole or count <= SHOWN + 1 else check.ends[:SHOWN]
        rows += [self._row(check.kind, end) for end in shown]
        if left := count - len(shown):
            rows.append(Row(check.kind, t.n("{n} more", "{n} more", left), more=left))
        return rows

    def _row(self, kind: str, end: closing.Loose) -> Row:
        state, t = self._desk.state, self._desk.texts
        group = state.get(Group, end.group_id)
        beside = group.name if group is not None else ""
        if card := state.get(Card, end.id):
            category = state.get(Category, card.category_id)
            colour, symbol = (
                (category.colour, category.symbol) if category is not None else ("grey", "circle")
            )
            return Row(kind, text_of(self._desk, card), end=end, beside=beside, colour=colour, symbol=symbol)
        if theme := state.get(Cluster, end.id):
            words = t("hidden") if is_hidden(state, theme) else _line(theme.heading)
            return Row(kind, words or t("Theme without heading"), end=end, beside=beside)
        if measure := state.get(Measure, end.id):
            return Row(kind, _line(measure.what), end=end)
        item = state.get(ParkedItem, end.id)
        return Row(kind, _line(item.text) if item is not None else "", end=end, beside=beside)


def _open_words(kind: str, n: int, t: Texts) -> str:
    """How much of a matter is open."""
    if kind == "no_next_date":
        return t("There is no next date yet")
    return {
        "unsorted": t.n("{n} card hangs in no theme", "{n} cards hang in no theme", n),
        "empty_theme": t.n("{n} theme has no card", "{n} themes have no card", n),
        "theme_without_heading": t.n("{n} theme has no heading", "{n} themes have no heading", n),
        "without_recommendation": t.n(
            "{n} obstacle is without recommendation", "{n} obstacles are without recommendation", n
        ),
        "measure_without_person": t.n(
            "For {n} measure nobody is responsible", "For {n} measures nobody is responsible", n
        ),
        "measure_without_date": t.n("{n} measure has no date", "{n} measures have no date", n),
        "responsible_not_there": t.n(
            "For {n} measure somebody is responsible who is not there",
            "For {n} measures somebody is responsible who is not there",
            n,
        ),
        "unanswered": t.n(
            "{n} question of the parking lot is unanswered",
            "{n} questions of the parking lot are unanswered",
            n,
        ),
    }[kind]


def _line(text: str) -> str:
    return " ".join(text.split())
