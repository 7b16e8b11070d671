"""The panel beside a poll: the sum, who sets dots, and which poll is in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain import polls
from ...domain.records import Id, VoteRound
from ..buttons import Button
from ..desk import Desk
from ..dots.parts import Choice, Line, SumBar, say, stacked, words
from ..theme import font
from .dots import PollDots
from .rule import PollRule
from .words import poll_name, result_words

_OFFERED = 3
"""So many polls of the beginning are offered to be asked again."""


class PollPanel(QFrame):
    """`chosen`: another poll. `begun`: a new one of a kind. `again`: one of the beginning, once more."""

    chosen = Signal(str)
    begun = Signal(str)
    again = Signal(str)
    deleted = Signal()

    def __init__(self, desk: Desk, rows: PollDots, moment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._moment = desk, rows, moment
        t = desk.texts
        self.setObjectName("poll-panel")
        self.setProperty("kind", "panel")
        self._kind = words("poll-kind", "strong")
        self._counted = words("poll-sum")
        self._counted.setWordWrap(False)
        self._counted.setFont(font(34, bold=True))
        self._most = words("poll-most")
        self._most.setFont(font(18, bold=True))
        self._most.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bar = SumBar(desk)
        self._check = words("poll-check", "said")
        self._hints = words("poll-hints", "muted")
        self.rule = PollRule(desk, rows)
        self._which = Choice(desk, "poll-which", t("Poll"))
        self._again = AgainButtons(desk)
        self.scale = self._link("poll-new-scale", t("New scale"))
        self._field = self._link("poll-new-field", t("New field of two axes"))
        self._delete = self._link("poll-delete", t("Delete poll"))
        self._arrange()
        self._which.activated.connect(self._choose)
        self._again.asked.connect(self.again)
        self.scale.clicked.connect(self._begin_scale)
        self._field.clicked.connect(self._begin_field)
        self._delete.clicked.connect(self.deleted)

    def refresh(self, row: list[VoteRound]) -> None:
        """Show the poll in view; `row` has all of this end of the day."""
        round_, t = self._rows.round, self._desk.texts
        if round_ is None:
            return
        field = round_.kind == "field"
        self._kind.setText(t("One dot each, in a field") if field else t("One dot each, on a scale"))
        walk = t("Arrow keys: walk in the field") if field else t("← →: other step")
        self._hints.setText(
            "\n".join(
                (
                    t("Click: set a dot"),
                    t("Shift+click or right button: take a dot"),
                    t("+ and −, or type a number"),
                    walk,
                )
            )
        )
        self.rule.refresh()
        self._which.clear()
        for each in row:
            self._which.addItem(poll_name(each, t), each.id)
        self._which.setCurrentIndex(self._which.findData(round_.id))
        self._which.setVisible(len(row) > 1)
        self._again.show_polls(unasked(self._desk, self._moment))
        self.show_counts()

    def show_counts(self) -> None:
        """What changes with every dot."""
        round_, t = self._rows.round, self._desk.texts
        if round_ is None:
            return
        n, most = self._rows.n, round_.voters
        self._counted.setText(t.number(n))
        self._most.setText(t.n("of {n} dot", "of {n} dots", most) if most else t("dots"))
        self._bar.setVisible(most > 0)
        self._bar.show_part(n / most if most else 0.0)
        text, wrong = self._sentence(n, most)
        say(self._check, text)
        kind = "unsafe" if wrong else "said"
        if self._check.property("kind") != kind:
            self._check.setProperty("kind", kind)
            self._check.style().unpolish(self._check)
            self._check.style().polish(self._check)
        self.setAccessibleDescription(f"{result_words(self._rows, t)}. {text}")

    def _sentence(self, n: int, most: int) -> tuple[str, bool]:
        t = self._desk.texts
        if not most:
            return t("With the number of persons the sum can be checked."), False
        if n > most:
            return t.n("{n} dot too many. Please count again.", "{n} dots too many. Please count again.",
                       n - most), True  # fmt: skip
        if n == most:
            return t("All dots are counted."), False
        return t.n("{n} dot is missing.", "{n} dots are missing.", most - n), False

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setObjectName("poll-inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(10)
        column.addWidget(self._kind)
        sums = QHBoxLayout()
        sums.setSpacing(8)
        sums.addWidget(self._counted, 0, Qt.AlignmentFlag.AlignBottom)
        sums.addWidget(self._most, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(sums)
        for part in (self._bar, self._check, self._hints, Line(self._desk), self.rule, Line(self._desk)):
            column.addWidget(part)
        column.addWidget(self._which)
        column.addWidget(self._again)
        for button in (self.scale, self._field, self._delete):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setStyleSheet("QWidget#poll-inside { background: transparent; }")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 6, 2, 6)
        outer.addWidget(area)

    def _link(self, name: str, text: str) -> Button:
        made = Button(text, self)
        made.setObjectName(name)
        made.setProperty("kind", "link")
        return made

    def _choose(self) -> None:
        self.chosen.emit(self._which.currentData())

    def _begin_scale(self) -> None:
        self.begun.emit("scale")

    def _begin_field(self) -> None:
        self.begun.emit("field")


class AgainButtons(QWidget):
    """A button for each poll of the beginning that can be asked once more; `asked` names it."""

    asked = Signal(str)

    def __init__(self, desk: Desk, kind: str = "link", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._buttons: list[tuple[Id, Button]] = []
        self._column = stacked(8)
        self.setLayout(self._column)

    @property
    def first(self) -> Button | None:
        return self._buttons[0][1] if self._buttons else None

    def show_polls(self, row: list[VoteRound]) -> None:
        t, row = self._desk.texts, row[:_OFFERED]
        if [id for id, _ in self._buttons] != [round_.id for round_ in row]:
            for _, button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = [(round_.id, self._button(round_.id)) for round_ in row]
        for round_, (_, button) in zip(row, self._buttons, strict=True):
            name = poll_name(round_, t)
            words_ = t("Ask again: {title}", title=name)
            button.setAccessibleName(words_)
            shown = words_ if len(words_) <= 44 else words_[:43].rstrip() + "…"
            button.setText(shown.replace("&", "&&"))
        self.setVisible(bool(row))

    def _button(self, id: Id) -> Button:
        made = Button(self)
        made.setObjectName(f"poll-again-{id}")
        made.setProperty("kind", self._kind)
        made.setProperty("poll", id)
        made.clicked.connect(self._ask)
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(str(sender.property("poll")))


def unasked(desk: Desk, moment: str) -> list[VoteRound]:
    """The polls of the beginning that were not asked at the end; none for the beginning itself."""
    if moment != polls.CLOSING:
        return []
    return [pair.before for pair in polls.pairs(desk.state) if pair.before and not pair.after]
