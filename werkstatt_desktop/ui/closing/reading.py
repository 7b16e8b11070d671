"""Reading back: the protocol's contents page by page before the plenary, corrected as people hear them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...domain import plenary as plenary_of
from ...domain import readback
from ...domain.edits import Edit, Step
from ...domain.layout import rough
from ...domain.readback import Said, Sheet
from ...domain.verbs import board, cards, measures, parking, plenary, setup
from ..buttons import Button
from ..desk import Desk
from ..labels import announce
from ..rows.inplace import INDENT, show_outcome
from ..theme import font
from .read_row import ReadRow
from .read_words import kicker_words, title_words

_SIZES = (26.0, 32.0, 39.0, 47.0)
"""Height of the text in pixels for each of the four sizes of cards, in a window 1,280 pixels wide."""
_WIDEST = 1120
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_WALKS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
_TOUCHING = (
    "workshops",
    "groups",
    "categories",
    "clusters",
    "cards",
    "results",
    "sources",
    "measures",
    "participants",
    "parked",
    "votes",
    "rounds",
)


class TurnButton(Button):
    """The keys that turn pages and walk over the texts reach the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS or event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Area(QScrollArea):
    """The keys that turn pages and walk over the texts reach the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class ReadingPage(QFrame):
    """One page of `readback.sheets` at a time; `rows` are its texts, the theme's heading first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._place = 0
        self.sheets: list[Sheet] = []
        self.rows: list[ReadRow] = []
        self.setObjectName("reading")
        self.setProperty("kind", "wall")
        t = desk.texts
        self.kicker, self.title, self.progress, self.count = (_label(n) for n in _LABELS)
        self.title.setWordWrap(True)
        self.back_button = TurnButton(t("Page before"))
        self.next_button = TurnButton(t("Next page"))
        for name, made, keys in (("back", self.back_button, "PgUp"), ("next", self.next_button, "PgDown")):
            made.setObjectName(f"reading-{name}")
            made.setToolTip(t.keys(keys))
        self.next_button.setProperty("kind", "primary")
        self._column = QVBoxLayout()
        self._scroll = _Area()
        self._arrange()
        self.back_button.clicked.connect(self._turn_back)
        self.next_button.clicked.connect(self._turn_on)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._dress)
        desk.settling.connect(self._hand_over)
        self._dress()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[self._place]

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
        elif step is None or step.edit.touches(*_TOUCHING) or step.appeared or step.vanished:
            self._show()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by."""
        return [
            (self._scroll, self.rows[0].field if self.rows else self.next_button),
            (self._foot, self.next_button),
        ]

    def turn(self, by: int) -> None:
        """To the page so many places further; what was refused keeps the page, so that it is not lost."""
        place = self._place + by
        if not 0 <= place < len(self.sheets) or not self._hand_over():
            return
        self._place = min(place, len(self.sheets) - 1)
        self._show_sheet()
        self._scroll.verticalScrollBar().setValue(0)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.progress.text()}. {self._heading_words()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _TURNS:
            self.turn(_TURNS[key])
        elif key in _WALKS:
            self._walk(_WALKS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    # Showing

    def _arrange(self) -> None:
        content = QFrame()
        content.setObjectName("reading-content")
        content.setProperty("kind", "wall")
        outer = QHBoxLayout(content)
        outer.setContentsMargins(32, 22, 32, 12)
        outer.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setLayout(self._column)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(9)
        for label in (self.kicker, self.title):
            label.setContentsMargins(INDENT, 0, INDENT, 0)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self._scroll.setObjectName("reading-scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self._foot = QFrame()
        self._foot.setObjectName("reading-foot")
        self._foot.setProperty("kind", "bar")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(32, 8, 32, 8)
        foot.setSpacing(14)
        for widget in (self.back_button, self.progress, self.next_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)

    def _show(self) -> None:
        """Show the page again on which one was, or the one that has taken its place."""
        before = self.sheets[self._place].key if self.sheets else ""
        self.sheets = readback.sheets(self._desk.state)
        keys = [sheet.key for sheet in self.sheets]
        self._place = keys.index(before) if before in keys else min(self._place, len(keys) - 1)
        self._show_sheet()

    def _show_sheet(self) -> None:
        t, sheet = self._desk.texts, self.sheet
        self.kicker.setText(kicker_words(sheet, t))
        self.title.setText(title_words(self._desk.state, sheet, t))
        self.title.setVisible(sheet.heading is None)
        said = [*([sheet.heading] if sheet.heading is not None else []), *sheet.said]
        self._show_rows(said)
        self.progress.setText(
            t("Page {place} of {count}", place=t.number(self._place + 1), count=t.number(len(self.sheets)))
        )
        reworded = readback.reworded(self._desk.state)
        self.count.setText(t.n("{n} text reworded", "{n} texts reworded", reworded) if reworded else "")
        self.back_button.setEnabled(self._place > 0)
        self.next_button.setEnabled(self._place < len(self.sheets) - 1)

    def _show_rows(self, said: list[Said]) -> None:
        """Rows for these texts; those that are there already stay, with what is being typed in them."""
        kept = {row.said.key: row for row in self.rows}
        dots = plenary_of.points(self._desk.state)
        rows = []
        for place, one in enumerate(said):
            row = kept.pop(one.key, None)
            if row is None:
                row = ReadRow(self._desk, one, dots, self._pixels)
                row.committed.connect(self._commit)
            else:
                row.show_said(one, dots)
            if self._column.indexOf(row) != place + 2:
                self._column.insertWidget(place + 2, row)
            rows.append(row)
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows
        last: QWidget = self.next_button
        for row in rows:
            QWidget.setTabOrder(last, row.field)
            last = row.field
        # Fields find their height from their width; without this the page would jump.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @property
    def _pixels(self) -> float:
        return _SIZES[self._desk.card_size] * min(max(self.width() / 1280, 0.8), 1.4)

    def _dress(self) -> None:
        pixels = self._pixels
        self.title.setFont(font(pixels * 1.2, bold=True))
        self.kicker.setFont(font(pixels * 0.66))
        muted = self._desk.theme.muted
        for label in (self.kicker, self.progress, self.count):
            label.setStyleSheet(f"color: {muted};")
        for row in self.rows:
            row.resize_text(pixels)
            row.symbol.update()

    def _heading_words(self) -> str:
        heading = self.sheet.heading
        return heading.text if heading is not None else self.title.text()

    # Doing

    def _turn_on(self) -> None:
        self.turn(1)

    def _turn_back(self) -> None:
        self.turn(-1)

    def _walk(self, by: int) -> None:
        """To the next text or the one before; beyond the last to the button that turns the page."""
        fields = [row.field for row in self.rows]
        here = next((n for n, field in enumerate(fields) if field.hasFocus()), -1 if by > 0 else len(fields))
        place = here + by
        target: QWidget = fields[place] if 0 <= place < len(fields) else self.next_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if 0 <= place < len(fields):
            self._scroll.ensureWidgetVisible(self.rows[place], 0, 30)

    def _hand_over(self) -> bool:
        """What is being typed is handed over; whether all of it was taken."""
        for row in self.rows:
            row.field.hand_over()
        return not any(row.field.changed for row in self.rows)

    def _commit(self, said: Said, typed: str) -> None:
        done = self._write(said, typed) is not None
        row = next((row for row in self.rows if row.said.key == said.key), None)
        if row is not None:
            show_outcome(row.field, row.said.text, done=done)

    def _write(self, said: Said, typed: str) -> Edit | None:
        do = self._desk.do
        if said.table == "cards" and said.field == "text":
            return do(cards.reword_card, said.id, typed, height_of=rough)
        if said.table == "cards":
            return do(cards.explain_card, said.id, typed)
        if said.table == "clusters":
            return do(board.name_cluster, said.id, typed)
        if said.table == "results":
            return do(plenary.reword_result, said.id, typed)
        if said.table == "measures":
            return do(measures.edit_measure, said.id, **{said.field: typed})
        if said.table == "parked":
            return do(parking.edit_parked, said.id, **{said.field: typed})
        return do(setup.edit_workshop, **{said.field: typed})


_LABELS = ("reading-kicker", "reading-title", "reading-progress", "reading-count")


def _label(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
