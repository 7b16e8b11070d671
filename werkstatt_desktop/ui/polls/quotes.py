"""The flash round: what people say at the end, one sentence each, without names."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain import feedback
from ...domain.edits import Step
from ...domain.records import Feedback, Id
from ...domain.verbs import polls as verbs
from ..desk import Desk
from ..dots.parts import words
from ..fields import LineField, ProseField
from ..rows.inplace import WrapField, show_outcome, text_in_place
from ..rows.list import RowList
from ..rows.row import Row
from ..theme import font

_DRAFT = "quotes"
_WIDEST = 860


class QuoteField(WrapField):
    """Its words are handed over with Enter only; leaving it keeps them for later."""

    keeps_own_draft = True

    def hand_over(self) -> None:
        """Nothing: what stands here is not in the workshop yet."""


class QuoteRow(Row):
    """One quote; it says nothing of who said it."""

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "quote")
        self._text = text_in_place(f"quote-text-{id}", desk.texts("Quote"))
        self._text.setFont(font(16))
        self._text.finished.connect(self._reword)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 5, 0, 5)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self.grip, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.fields = [self._text]
        self.stops = [self._text, self.grip]

    def refresh(self) -> None:
        row = self.desk.state.get(Feedback, self.id)
        if row is not None:
            self._text.show_text(row.text)
            self.show_title(row.text, {self._text: self.desk.texts("Quote")})

    def _reword(self, typed: str) -> None:
        done = self.desk.do(verbs.reword, self.id, typed) is not None
        row = self.desk.state.get(Feedback, self.id)
        if row is not None:
            show_outcome(self._text, row.text, done=done)


class QuotesPage(QFrame):
    """A field that is always ready, and below it what was said."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._last: Id = ""
        t = desk.texts
        self.setObjectName("quotes-page")
        self.setProperty("kind", "wall")
        self._heading = words("quotes-heading")
        self._heading.setFont(font(26, bold=True))
        self._heading.setText(t("Flash round"))
        self._hint = words("quotes-hint", "muted")
        self._hint.setText(t("One sentence each, as it was said, without the name. Enter: the next one."))
        self.entry = QuoteField("quote-entry", t("Write down a quote"))
        self.entry.setFont(font(18))
        self.entry.setPlaceholderText(t("What do you take along?"))
        self.entry.setPlainText(desk.drafts.text(_DRAFT))
        self.entry.textChanged.connect(self._keep_draft)
        self.rows = RowList(desk, "quotes", self.entry)
        self._empty = words("quotes-empty", "muted")
        self._empty.setText(t("Nothing was written down yet."))
        self._scroll = self._arranged()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._show_last)
        self.rows.moved.connect(self._move)
        self.rows.deleted.connect(self._delete)
        self.rows.passed.connect(self._pass)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self.rows.paint_icons)
        desk.settling.connect(self._settle)
        desk.leaving.connect(self._leave)

    def refresh(self, step: Step | None) -> None:
        """Show what a step changed; None: everything. A hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
        elif step is None or step.edit.touches("feedback"):
            row = feedback.quotes(self._desk.state)
            self.rows.show_rows([each.id for each in row], self._make)
            for shown in self.rows.rows:
                shown.refresh()
            self._empty.setVisible(not row)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts that F6 comes by."""
        return [(self, self.entry)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.entry.hasFocus():
            self._say(self.entry.text())
        elif event.key() == Qt.Key.Key_Down and self.entry.hasFocus() and self.rows.rows:
            self.rows.rows[0].fields[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh(None)

    def _arranged(self) -> QScrollArea:
        content = QFrame()
        content.setObjectName("quotes-content")
        content.setProperty("kind", "panel")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._empty)
        inside.addWidget(self.rows)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("quotes-scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 22)
        column.setSpacing(12)
        for part in (self._heading, self._hint, self.entry):
            part.setMaximumWidth(_WIDEST)
            column.addWidget(part)
        scroll.setMaximumWidth(_WIDEST)
        column.addWidget(scroll, 1)
        return scroll

    def _make(self, id: Id) -> QuoteRow:
        return QuoteRow(self._desk, id)

    def _say(self, text: str) -> None:
        if not text.strip():
            return
        edit = self._desk.do(verbs.say, text)
        if edit is not None:
            self.entry.setPlainText("")
            self._last = edit.ids("feedback")[0]
            self._follow.start()

    def _show_last(self) -> None:
        """Scroll to the quote written last, once it has its place."""
        if self._desk.state.get(Feedback, self._last) is not None and self.isVisible():
            self._scroll.ensureWidgetVisible(self.rows.row(self._last), 0, 8)

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(verbs.move, id, place)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        row = self._desk.state.get(Feedback, id)
        if row is not None and self._desk.do(verbs.delete, id) is not None:
            title = row.text if len(row.text) <= 40 else row.text[:39].rstrip() + "…"
            self._desk.say(
                t("{title} is deleted. {keys} brings it back.", title=t.quote(title), keys=t.keys("Ctrl+Z"))
            )

    def _pass(self, by: int) -> None:
        if by < 0:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_draft(self) -> None:
        self._desk.drafts.put(_DRAFT, self.entry.text())

    def _settle(self) -> None:
        """What is being typed into a quote is handed over; the entry field keeps its words."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.rows.isAncestorOf(field):
            field.hand_over()

    def _leave(self) -> None:
        """What was begun in the entry field would be lost with the window, so it is put in."""
        self._say(self.entry.text())
