"""What the room may know of a round: its kind, its rule, and whether the sum is right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...domain import voting
from ...domain.records import VoteRound
from ...texts import Texts
from ..desk import Desk
from ..dots.options import target_words
from ..dots.parts import SumBar, say, stacked, words
from ..theme import font
from .model import OptionRows


def kind_words(round_: VoteRound, t: Texts) -> str:
    """What is going on, or was."""
    if round_.kind == "matrix":
        return t("Effect and effort, open") if round_.is_open else t("Effect and effort, closed")
    if round_.kind == "resistance":
        return t("Resistance vote is open") if round_.is_open else t("Resistance vote is closed")
    return t("Dot vote is open") if round_.is_open else t("Dot vote is closed")


def rule_words(round_: VoteRound, t: Texts) -> str:
    """The rule as it is told to the room."""
    if round_.kind == "matrix":
        return t("Each option gets its place: higher for more effect, further right for more effort.")
    one, _ = target_words(round_, t)
    if round_.kind == "resistance":
        return t(
            "Each person says for each option how much speaks against it, from 0 (nothing) to 10 (all). "
            "The sums are entered here; the least resistance comes first."
        )
    dots = t.n("{n} dot for each person", "{n} dots for each person", round_.dots)
    if not round_.dots:
        dots = t("Dots for each person not yet settled")
    if round_.cumulate:
        return t("{dots}, several on one {target} allowed", dots=dots, target=one)
    return t("{dots}, at most one on each {target}", dots=dots, target=one)


class SumBox(QWidget):
    """The head of the panel."""

    def __init__(self, desk: Desk, rows: OptionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._kind = words("weigh-kind", "strong")
        self._rule = words("weigh-rule")
        self._counted = words("weigh-sum")
        self._counted.setWordWrap(False)
        self._counted.setFont(font(34, bold=True))
        self._most = words("weigh-most")
        self._most.setFont(font(18, bold=True))
        self._most.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bar = SumBar(desk)
        self._check = words("weigh-check")
        column = stacked(8)
        column.addWidget(self._kind)
        column.addWidget(self._rule)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._counted, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._most, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._check)
        self.setLayout(column)

    def refresh(self) -> None:
        """Show the sum as it is, with what is being counted."""
        round_, t = self._rows.round, self._desk.texts
        if round_ is None:
            return
        self._kind.setText(kind_words(round_, t))
        self._rule.setText(rule_words(round_, t))
        matrix = round_.kind == "matrix"
        counted = len(self._rows.places) if matrix else self._rows.counted
        most = len(self._rows.ids) if matrix else round_.voters * round_.dots
        sums = round_.kind != "resistance"
        say(self._counted, t.number(counted) if sums else "")
        if matrix:
            of_all = t("of {count} placed", count=t.number(most))
        else:
            of_all = t.n("of {n} dot", "of {n} dots", most) if most else t("dots")
        say(self._most, of_all if sums else "")
        self._bar.setVisible(sums and most > 0)
        self._bar.show_part(counted / most if most else 0.0)
        sentence, wrong = ("", False) if matrix else self._sentence(round_, counted, most)
        say(self._check, sentence)
        kind = "unsafe" if wrong else "said"
        if self._check.property("kind") != kind:
            self._check.setProperty("kind", kind)
            self._check.style().unpolish(self._check)
            self._check.style().polish(self._check)

    @property
    def sentence(self) -> str:
        """The sum and what is to be said of it, for the ear."""
        parts = (self._counted, self._most, self._check)
        return " ".join(text for part in parts if (text := part.text()))

    def _sentence(self, round_: VoteRound, counted: int, most: int) -> tuple[str, bool]:
        """What is to be said of the sum, and whether it cannot be right."""
        t, wrong = self._desk.texts, sum(self._rows.is_too_many(id) for id in self._rows.ids)
        if round_.kind == "dots" and not most:
            return t("With voters and dots for each person the sum can be checked."), False
        if round_.kind == "resistance" and not round_.voters:
            return t("With the number of voters the sums can be checked."), False
        if round_.kind == "dots" and counted > most:
            return t.n("{n} dot too many. Please count again.", "{n} dots too many. Please count again.",
                       counted - most), True  # fmt: skip
        if wrong:
            largest = t.number(voting.most_for_one(round_))
            return t.n("{n} option has more than {largest}, which is more than possible.",
                       "{n} options have more than {largest}, which is more than possible.",
                       wrong, largest=largest), True  # fmt: skip
        if round_.kind == "resistance":
            largest = t.number(voting.most_for_one(round_))
            return t("At most {largest} for each option: {voters} × 10.", largest=largest,
                     voters=t.number(round_.voters)), False  # fmt: skip
        if counted == most:
            return t("All dots are counted."), False
        return t.n("{n} dot is missing.", "{n} dots are missing.", most - counted), False
