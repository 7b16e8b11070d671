"""The panel beside the options: the sum for all to see, and the moderator's part."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ..buttons import Button
from ..desk import Desk
from ..dots.options import option
from ..dots.parts import Line, say, stacked, words
from .model import OptionRows
from .rounds import RoundsBox
from .rule import RuleBox
from .sums import SumBox

_NAMED = 3
"""So many tied options are named."""


class RoundPanel(QFrame):
    """Shows the round in view. What is private is not shown where the page is shown alone."""

    turned = Signal()
    """The round is to be closed, or opened again."""
    hidden = Signal()
    """Its totals are to be hidden, or shown."""
    run_off = Signal()
    sorted = Signal()

    def __init__(self, desk: Desk, rows: OptionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        t = desk.texts
        self.setObjectName("weigh-panel")
        self.setProperty("kind", "panel")
        self.sums = SumBox(desk, rows)
        self.rule = RuleBox(desk, rows)
        self.rounds = RoundsBox(desk)
        self._private = QWidget()
        self._private.setObjectName("weigh-private")
        self._private.setProperty("private", True)
        self._hints = words("weigh-hints", "muted")
        dots = (t("Click: set a dot"), t("Shift+click: take a dot"), t("Type a number: enter dots"))
        places = (
            t("Choose an option, click into the field"),
            t("Arrow keys: move it"),
            t("Del: take it out"),
        )
        self._hint_words = {"dots": "\n".join(dots), "matrix": "\n".join(places)}
        self.turn = Button(self)
        self.turn.setObjectName("weigh-turn")
        self.turn.setProperty("kind", "primary")
        self.hide_totals = Button(self)
        self.hide_totals.setObjectName("weigh-hide")
        self._note = words("weigh-hidden-note", "muted")
        self._sort = Button(t("Order by points"), self)
        self._sort.setObjectName("weigh-sort")
        self._tie = words("weigh-tie", "strong")
        self._run_off = Button(t("Begin a run-off"), self)
        self._run_off.setObjectName("weigh-run-off")
        self._arrange()
        self.turn.clicked.connect(self.turned)
        self.hide_totals.clicked.connect(self.hidden)
        self._run_off.clicked.connect(self.run_off)
        self._sort.clicked.connect(self.sorted)

    def refresh(self) -> None:
        """Show the round in view as the state has it."""
        round_, t = self._rows.round, self._desk.texts
        self.rounds.refresh(self._rows.round_id)
        if round_ is None:
            return
        self.rule.refresh()
        say(self._hints, self._hint_words.get(round_.kind, "") if round_.is_open else "")
        self.turn.setText(t("Close round") if round_.is_open else t("Reopen round"))
        self.hide_totals.setVisible(round_.is_open and round_.kind != "matrix")
        self.hide_totals.setText(
            t("Show totals to the room") if round_.hidden else t("Hide totals from the room")
        )
        say(self._note, t("Where the page is shown alone (F11), totals are hidden.") if round_.hidden else "")
        self.show_counts()

    def show_top(self) -> None:
        """Bring the head into view: what kind of round it is, and its sum."""
        self._area.verticalScrollBar().setValue(0)

    def show_counts(self) -> None:
        """What changes with every dot."""
        round_ = self._rows.round
        if round_ is None:
            return
        self.sums.refresh()
        sorts = round_.is_open and not round_.hidden and not self._rows.is_matrix
        self._sort.setVisible(sorts and not self._rows.in_order_of_points)
        self._show_tie()

    def _show_tie(self) -> None:
        t, round_ = self._desk.texts, self._rows.round
        tied = self._rows.first_tie if round_ is not None and round_.kind == "dots" else []
        if not tied:
            say(self._tie, "")
            self._run_off.hide()
            return
        named = [t.quote(option(self._desk.state, each.id, t).text) for each in tied[:_NAMED]]
        names = ", ".join([*named, "…"] if len(tied) > _NAMED else named)
        say(self._tie, t("Tie at rank {rank}: {names}", rank=t.number(tied[0].rank), names=names))
        self._run_off.show()

    def _arrange(self) -> None:
        column = stacked(10)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self._hints)
        column.addWidget(self.turn, 0, left)
        column.addWidget(self.hide_totals, 0, left)
        column.addWidget(self._note)
        column.addWidget(self._sort, 0, left)
        column.addWidget(self._tie)
        column.addWidget(self._run_off, 0, left)
        column.addWidget(Line(self._desk))
        column.addWidget(self.rounds)
        column.addWidget(Line(self._desk))
        column.addWidget(self.rule)
        self._private.setLayout(column)
        inside = QWidget()
        inside.setObjectName("weigh-inside")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 16, 12, 16)
        layout.setSpacing(16)
        layout.addWidget(self.sums)
        layout.addWidget(self._private)
        layout.addStretch(1)
        self._area = area = QScrollArea(self)
        area.setObjectName("weigh-area")
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setStyleSheet("QWidget#weigh-inside { background: transparent; }")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 6, 2, 6)
        outer.addWidget(area)
