"""The polls of one end of the day; at the end the beginning stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain import polls
from ...domain.edits import Edit, Step
from ...domain.records import Id, VoteRound
from ...domain.verbs import polls as verbs
from ...texts import Texts
from ..desk import CARD_TEXT, Desk
from ..dots.counting import Counting
from ..dots.parts import say, words
from ..rows.inplace import show_outcome, text_in_place
from ..theme import font
from .dots import PollDots
from .empty import NoPoll
from .panel import PollPanel
from .scale import EDGE
from .side import Side
from .view import PollView
from .words import poll_name, result_words, shift_words, usual_words

_PANEL, _NARROW_PANEL = 300, 252
_TOUCHED = ("rounds", "votes", "participants")


class MoodPage(QFrame):
    """One poll in view: its question, its dots, and the panel."""

    def __init__(self, desk: Desk, moment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._moment = desk, moment
        self._stale, self._alone = True, False
        t = desk.texts
        self.setObjectName(f"mood-{moment}")
        self.setProperty("kind", "wall")
        self.rows, self._before_rows = PollDots(desk, self), PollDots(desk, self)
        self.counting = Counting(desk, self.rows, self, verbs.count_poll)
        self.title = text_in_place("poll-title", t("Question of the poll"))
        self.title.setFont(font(26, bold=True))
        self.title.setPlaceholderText(t("What is the room asked?"))
        self.view = PollView(desk, self.rows, self.counting, "poll-view")
        self.before = PollView(desk, self._before_rows, None, "poll-before")
        self._first, self._now, self._sides = Side(self.before), Side(self.view), QWidget()
        self.shift = words("poll-shift")
        self.shift.setFont(font(18, bold=True))
        self.shift.setIndent(EDGE)
        self.panel = PollPanel(desk, self.rows, moment, self)
        self._middle = QWidget(self)
        self.empty = NoPoll(desk, moment, self._middle)
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Show what a step changed; None: everything. A hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
        elif step is None or step.edit.touches(*_TOUCHED):
            self._follow(step)
            self._show()

    def show_poll(self, round_id: Id | None) -> None:
        """Bring another poll into view."""
        if round_id != self.rows.round_id:
            self.counting.settle()
            self.title.hand_over()
            self.rows.show(round_id)
        self._show()

    def hide_private(self, alone: bool) -> None:
        """Whether the page is shown alone, for the room to see."""
        self._alone = alone
        self.panel.setVisible(self.rows.round is not None and not alone)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts that F6 comes by."""
        if self.rows.round is None:
            return [(self, self.empty.first)]
        panel: list[tuple[QWidget, QWidget]] = [] if self._alone else [(self.panel, self.panel.rule.voters)]
        return [(self, self.view), *panel]

    # Building

    def _arrange(self) -> None:
        main = QVBoxLayout()
        main.setContentsMargins(26, 18, 12, 16)
        main.setSpacing(10)
        main.addWidget(self.title)
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(28)
        sides.addWidget(self._first, 1)
        sides.addWidget(self._now, 1)
        main.addWidget(self._sides, 1)
        main.addWidget(self.shift)
        middle = QVBoxLayout(self._middle)
        middle.addStretch(1)
        middle.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        main.addWidget(self._middle, 1)
        side = QVBoxLayout()
        side.setContentsMargins(6, 22, 26, 22)
        side.addWidget(self.panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(main, 1)
        row.addLayout(side)

    def _connect(self) -> None:
        desk, panel = self._desk, self.panel
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._restyle)
        desk.settling.connect(self._settle)
        self.title.finished.connect(self._rename)
        self.rows.changed.connect(self._show_counts)
        self.view.left.connect(self._focus_panel)
        panel.chosen.connect(self.show_poll)
        for offering in (panel, self.empty):
            offering.begun.connect(self._begin)
            offering.again.connect(self._ask_again)
        panel.deleted.connect(self._delete)

    # Showing

    def _row(self) -> list[VoteRound]:
        state = self._desk.state
        return polls.after(state) if self._moment == polls.CLOSING else polls.before(state)

    def _follow(self, step: Step | None) -> None:
        """Bring the poll into view that a step was about, so that it is seen when it is taken back."""
        row = {round_.id for round_ in self._row()}
        touched = [id for id in step.edit.ids("rounds") if id in row] if step is not None else []
        if touched and self.rows.round_id not in touched:
            self.counting.drop()
            self.rows.show(touched[0])
        elif self.rows.round_id not in row:
            self.counting.drop()
            self.rows.show(next((round_.id for round_ in self._row()), None))

    def _show(self) -> None:
        self.rows.show(self.rows.round_id)
        round_ = self.rows.round
        first = polls.partner(self._desk.state, round_) if round_ is not None else None
        compares = self._moment == polls.CLOSING and first is not None
        self._before_rows.show(first.id if compares and first is not None else None)
        self._middle.setVisible(round_ is None)
        self._sides.setVisible(round_ is not None)
        self._first.setVisible(compares)
        self.title.setVisible(round_ is not None)
        self.panel.setVisible(round_ is not None and not self._alone)
        if round_ is None:
            self.empty.refresh()
            self.shift.hide()
            return
        self.title.show_text(round_.title)
        self.view.setAccessibleName(poll_name(round_, self._desk.texts))
        self.panel.refresh(self._row())
        self._show_counts()

    def _show_counts(self) -> None:
        """What changes with every dot."""
        t, round_ = self._desk.texts, self.rows.round
        if round_ is None:
            return
        first = self._before_rows.round
        self._now.show_words(t("At the end") if first is not None else "", result_words(self.rows, t))
        self.view.before = self._before_rows.middle
        # The same dot is as large on both sides, so that they can be compared by eye.
        both = [*self.rows.dots.values(), *self._before_rows.dots.values()]
        self.view.most = self.before.most = max(both, default=0)
        self.before.update()
        if first is not None:
            when = t("At the beginning")
            other = poll_name(first, t) != poll_name(round_, t)
            when = f"{when}: {poll_name(first, t)}" if other else when
            self.before.setAccessibleName(when)
            self._first.show_words(when, result_words(self._before_rows, t))
        say(self.shift, shift_words(self._before_rows, self.rows, t))
        self.panel.show_counts()

    # Doing

    def _settle(self) -> None:
        self.counting.settle()
        self.panel.rule.settle()
        self.title.hand_over()

    def _rename(self, title: str) -> None:
        if (round_ := self.rows.round) is not None and title != round_.title:
            done = self._desk.do(verbs.edit_poll, round_.id, title=title) is not None
            now = self.rows.round
            show_outcome(self.title, now.title if now else "", done=done)

    def _begin(self, kind: str) -> None:
        """A poll with words for the usual case, in the language of the workshop; all can be changed."""
        self._settle()
        title, labels = usual_words(kind, self._moment, Texts(self._desk.state.workshop.language))
        self._go_to(
            self._desk.do(verbs.begin_poll, kind=kind, moment=self._moment, title=title, labels=labels)
        )

    def _ask_again(self, round_id: str) -> None:
        self._settle()
        self._go_to(self._desk.do(verbs.ask_again, round_id))

    def _go_to(self, edit: Edit | None) -> None:
        if edit is not None:
            self.show_poll(edit.ids("rounds")[0])
            self.focus_view()

    def _delete(self) -> None:
        self.counting.drop()
        if (round_ := self.rows.round) is not None:
            if self._desk.do(verbs.delete_poll, round_.id) is not None:
                self._desk.say(self._desk.texts("The poll is deleted. Undo brings it back."))
            self.focus_view()

    def focus_view(self) -> None:
        """Give the keyboard to where counting goes on."""
        first = self.view if self.rows.round is not None else self.empty.first
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_panel(self) -> None:
        if self.panel.isVisible():
            self.panel.rule.voters.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the question goes to the dots."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focus_view()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_view()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restyle()
        if self._stale:
            self._stale = False
            self._follow(None)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """Words and dots are as large as the text on cards, which can be made larger for the room."""
        grown = self._desk.card_text(self.window().width()) / CARD_TEXT[0]
        self.title.setFont(font(26 * min(grown, 2.0), bold=True))
        self._first.grow(grown)
        self._now.grow(grown)
        self.shift.setFont(font(18 * grown, bold=True))
        self.update()
        self.panel.setFixedWidth(_NARROW_PANEL if self.width() < 900 else _PANEL)
