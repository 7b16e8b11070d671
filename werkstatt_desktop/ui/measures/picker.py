"""What a measure is for, chosen from results, recommendations and obstacles."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...domain import hiding, measures, order, plenary
from ...domain.records import Card, Category, Group, Id, Measure, Result
from ...domain.verbs import measures as verbs
from ..card_words import text_of
from ..desk import Desk
from ..lists import Row, RowsView
from ..theme import icon, symbol_icon

_WIDTH, _HEIGHT = 420, 320
_MOST = 200
"""So many cards of a kind are listed; who looks for another one types some of its words."""


class PurposePicker(QFrame):
    """A search field over a list; Enter or a click links with what is meant, or takes the link away."""

    def __init__(self, desk: Desk, measure_id: Id, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        t = desk.texts
        self._desk, self._measure_id = desk, measure_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("purpose-picker")
        self.setProperty("kind", "popup")
        self._search = QLineEdit()
        self._search.setObjectName("purpose-search")
        self._search.setAccessibleName(t("Search results and cards"))
        self._search.setPlaceholderText(t("What is it for?"))
        self._search.setClearButtonEnabled(True)
        self.rows = RowsView("purpose-rows", t("Results and cards"))
        self._nothing = QLabel(t("Nothing like that. Results come from the plenary, cards from the boards."))
        self._nothing.setObjectName("purpose-nothing")
        self._nothing.setProperty("kind", "muted")
        self._nothing.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._search)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self._nothing)
        self._search.textChanged.connect(self._list)
        self.rows.taken.connect(self._turn)
        self.rows.clicked.connect(self._turn_clicked)
        self._list("")

    def show_below(self, widget: QWidget) -> None:
        """Open below a widget, within the screen, with the keyboard in the search."""
        room = widget.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self._search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the search and the list have no use for."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._search.hasFocus():
            self.rows.setFocus()
            self.rows.begin()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.rows.ids:
            self._turn(self.rows.ids[0])
        else:
            super().keyPressEvent(event)

    def _list(self, typed: str) -> None:
        t, wanted = self._desk.texts, typed.casefold().split()
        linked = self._linked()
        shown: list[Row] = []
        for title, rows in (
            (t("Linked – choose to take away"), [row for row in self._all() if row.id in linked]),
            (t("Results of the plenary"), self._results()),
            (t("Recommendations"), self._cards("recommendation")),
            (t("Obstacles"), self._cards("obstacle")),
        ):
            taken = {row.id for row in shown}
            fitting = [
                row
                for row in rows
                if row.id not in taken and all(word in row.words.casefold() for word in wanted)
            ][:_MOST]
            if fitting:
                shown += [Row(title), *fitting]
        self.rows.show_rows(shown)
        self.rows.setVisible(bool(shown))
        self._nothing.setVisible(not shown)

    def _all(self) -> list[Row]:
        tick = icon("check", self._desk.theme.accent, 16)
        found = []
        measure = self._desk.state.get(Measure, self._measure_id)
        for purpose in measures.purposes(self._desk.state, measure) if measure is not None else ():
            if isinstance(purpose, Card):
                found.append(Row(text_of(self._desk, purpose), purpose.id, tick))
            else:
                found.append(Row(" ".join(purpose.text.split()), purpose.id, tick))
        return found

    def _results(self) -> list[Row]:
        return [Row(" ".join(result.text.split()), result.id) for result in plenary.results(self._desk.state)]

    def _cards(self, role: str) -> list[Row]:
        state = self._desk.state
        several = state.count(Group) > 1
        found = []
        for category in order.categories(state):
            if category.role != role:
                continue
            sign = self._sign(category)
            for card in sorted(state.kids(Card, "category_id", category.id), key=order.writing_key):
                if state.get(Card, card.twin_of) is not None or hiding.is_hidden(state, card):
                    continue
                group = state.get(Group, card.group_id)
                words = text_of(self._desk, card)
                found.append(Row(f"{words} ({group.name})" if several and group else words, card.id, sign))
        return found

    def _sign(self, category: Category) -> QIcon:
        return symbol_icon(category.symbol, self._desk.theme.category(category.colour)[1])

    def _linked(self) -> set[Id]:
        measure = self._desk.state.get(Measure, self._measure_id)
        found = measures.purposes(self._desk.state, measure) if measure is not None else []
        return {purpose.id for purpose in found}

    def _turn_clicked(self, _index: QModelIndex) -> None:
        if self.rows.current:
            self._turn(self.rows.current)

    def _turn(self, id: Id) -> None:
        """Link, or take the link away."""
        desk, on = self._desk, id not in self._linked()
        self.close()
        if desk.state.get(Result, id) is not None:
            desk.do(verbs.edit_measure, self._measure_id, result_id=id if on else None)
        elif on:
            desk.do(verbs.answer, self._measure_id, [id])
        else:
            desk.do(verbs.forget_answer, self._measure_id, id)
