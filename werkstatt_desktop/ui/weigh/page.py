"""Weigh: what the room finds important, counted by the moderator."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.records import Id, VoteRound
from ..desk import Desk
from ..dots.counting import Counting
from ..dots.options import KINDS, latest, who_votes
from ..dots.parts import words
from ..labels import announce
from ..rows.inplace import INDENT, show_outcome, text_in_place
from ..theme import font
from .deeds import Rounds
from .empty import Empty
from .list import OptionList
from .matrix import MatrixField
from .model import OptionRows
from .panel import RoundPanel

_PANEL, _NARROW_PANEL = 300, 252
_TOUCHED = (
    "rounds",
    "votes",
    "cards",
    "clusters",
    "results",
    "sources",
    "groups",
    "categories",
    "participants",
)


class WeighPage(QFrame):
    """One round in view: its question, its options with their points, and the panel."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._alone = False
        self._deeds = Rounds(desk)
        self.rows = OptionRows(desk, self)
        self.counting = Counting(desk, self.rows, self)
        self.setObjectName("weigh-page")
        self.setProperty("kind", "wall")
        self.who = words("weigh-who")
        self.who.setFont(font(16, bold=True))
        self.who.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.who.setIndent(INDENT)
        self.title = text_in_place("weigh-title", desk.texts("Question of the round"))
        self.title.setFont(font(26, bold=True))
        self.title.setPlaceholderText(desk.texts("What is the room asked?"))
        self.options = OptionList(desk, self.rows, self.counting, self)
        self.matrix = MatrixField(desk, self.rows, self)
        self.panel = RoundPanel(desk, self.rows, self)
        self._middle = QWidget(self)
        self.empty = Empty(desk, self._middle)
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Show what a step changed; None: everything. A hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
        elif step is None or step.edit.touches(*_TOUCHED) or step.appeared or step.vanished:
            self._follow(step)
            self._show()

    def show_round(self, round_id: Id | None) -> None:
        """Bring another round into view."""
        if round_id != self.rows.round_id:
            self.counting.settle()
            self.title.hand_over()
            self.rows.round_id = round_id
            self.rows.ids = []
        self._show()
        self.panel.show_top()
        self.options.choose(0)

    def hide_private(self, alone: bool) -> None:
        """Whether the page is shown alone, for the room to see."""
        self._alone = alone
        self._conceal()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts that F6 comes by."""
        if self.rows.round is None:
            return [(self, self.empty.button)]
        first = self.options if self.options.isVisible() else self.title
        matrix: list[tuple[QWidget, QWidget]] = [(self.matrix, self.matrix)] if self.rows.is_matrix else []
        return [(self, first), *matrix, (self.panel, self.panel.turn)]

    # Building

    def _arrange(self) -> None:
        main = QVBoxLayout()
        main.setContentsMargins(26, 18, 12, 12)
        main.setSpacing(10)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self.who)
        heading.addWidget(self.title)
        main.addLayout(heading)
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(8)
        self._fields.addWidget(self.options, 2)
        self._fields.addWidget(self.matrix, 3)
        main.addLayout(self._fields)
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
        desk.group_changed.connect(self._show_if_empty)
        self.title.finished.connect(self._rename)
        self.counting.counted.connect(self._tell_count)
        self.rows.dataChanged.connect(panel.show_counts)
        self.rows.modelReset.connect(panel.show_counts)
        self.options.went_on.connect(self._focus_panel)
        self.options.chose.connect(self.matrix.show_current)
        self.options.place_wanted.connect(self._focus_matrix)
        self.matrix.chosen.connect(self._choose)
        self.matrix.left.connect(self._leave_matrix)
        self.empty.button.clicked.connect(self._begin_dots)
        panel.turned.connect(self._turn)
        panel.hidden.connect(self._hide)
        panel.run_off.connect(self._run_off)
        panel.sorted.connect(self._sort)
        panel.rounds.chosen.connect(self.show_round)
        panel.rounds.begun.connect(self._begin)
        panel.rounds.deleted.connect(self._delete)

    # Showing

    def _follow(self, step: Step | None) -> None:
        """Bring the round into view that a step was about, so that it is seen when it is taken back."""
        state = self._desk.state
        if self.rows.round is None:
            found = latest(state, self._desk.group_id)
            self._turn_to(found.id if found is not None else None)
        if step is None:
            return
        touched = [state.get(VoteRound, id) for id in step.edit.ids("rounds")]
        here = [round_.id for round_ in touched if round_ is not None and round_.kind in KINDS]
        if here and self.rows.round_id not in here:
            self._turn_to(here[0])

    def _turn_to(self, round_id: Id | None) -> None:
        self.counting.drop()
        self.rows.ids = []
        self.rows.round_id = round_id

    def _show(self) -> None:
        row = self.options.row
        here = self.rows.ids[row] if 0 <= row < len(self.rows.ids) else None
        self.rows.show(self.rows.round_id)
        round_ = self.rows.round
        missing = self.empty.show_state(round_, len(self.rows.ids))
        self._middle.setVisible(missing)
        self.options.setVisible(not missing)
        self.matrix.setVisible(not missing and self.rows.is_matrix)
        self.panel.setVisible(round_ is not None)
        self.title.setVisible(round_ is not None)
        self.who.setVisible(round_ is not None)
        if round_ is not None:
            self.who.setText(who_votes(self._desk.state, round_, self._desk.texts))
            self.title.show_text(round_.title)
        self._conceal()
        self.panel.refresh()
        if here is not None and self.options.row < 0 and (place := self.rows.row_of(here)) is not None:
            self.options.choose(place)
        now = self.options.row
        self.matrix.show_current(self.rows.ids[now] if 0 <= now < len(self.rows.ids) else None)

    def _conceal(self) -> None:
        round_ = self.rows.round
        concealed = self._alone and round_ is not None and round_.hidden
        if concealed != self.rows.concealed:
            self.rows.conceal(concealed)

    def _restyle(self) -> None:
        self.options.restyle(self._desk.theme, self._desk.card_text(self.window().width()))
        narrow = self.width() < 900
        self.panel.setFixedWidth(_NARROW_PANEL if narrow else _PANEL)
        ways = QBoxLayout.Direction
        self._fields.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _show_if_empty(self) -> None:
        """Another group is in view: where no round is shown, there may be one of it."""
        if self.isVisible() and self.rows.round is None:
            self.refresh(None)

    def _tell_count(self, id: Id) -> None:
        row = self.rows.row_of(id)
        if row is not None:
            announce(self.options, f"{self.rows.spoken(row)}. {self.panel.sums.sentence}")

    # Doing

    def _settle(self) -> None:
        self.counting.settle()
        self.matrix.settle()
        self.panel.rule.settle()
        self.title.hand_over()

    def _rename(self, title: str) -> None:
        if (round_ := self.rows.round) is not None and title != round_.title:
            done = self._deeds.rename(round_, title)
            now = self.rows.round
            show_outcome(self.title, now.title if now else "", done=done)

    def _begin_dots(self) -> None:
        self._begin("dots")

    def _begin(self, kind: str) -> None:
        self._settle()
        self._go_to(self._deeds.begin(kind))

    def _run_off(self) -> None:
        self._settle()
        if (round_ := self.rows.round) is not None:
            self._go_to(self._deeds.run_off(round_))

    def _go_to(self, round_id: Id | None) -> None:
        if round_id is not None:
            self.show_round(round_id)
            self.focus_options()

    def _turn(self) -> None:
        self._settle()
        if (round_ := self.rows.round) is not None:
            self._deeds.turn(round_)

    def _hide(self) -> None:
        self._settle()
        if (round_ := self.rows.round) is not None:
            self._deeds.hide(round_)

    def _delete(self) -> None:
        self.counting.drop()
        if (round_ := self.rows.round) is not None:
            self._deeds.delete(round_)

    def _sort(self) -> None:
        self._settle()
        self.rows.sort_by_points()
        self.focus_options()
        self.options.choose(0)

    def focus_options(self) -> None:
        """Give the keyboard to where counting goes on."""
        if self.options.isVisible():
            self.options.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.button.isVisible():
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, id: Id) -> None:
        row = self.rows.row_of(id)
        if row is not None:
            self.options.choose(row)

    def _focus_matrix(self) -> None:
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_matrix(self, by: int) -> None:
        self.options.choose(min(self.options.row + by, len(self.rows.ids) - 1))
        self.focus_options()

    def _focus_panel(self) -> None:
        self.panel.turn.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the question goes to the options."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focus_options()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_options()

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
