"""The moderator's part of a poll: who sets dots, how fine the scale is, and what its ends are called."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain import people, polls
from ...domain.verbs import polls as verbs
from ..buttons import Button
from ..desk import Desk
from ..dots.number import Number
from ..dots.parts import Choice, labelled, say, stacked, words
from ..fields import LineField
from ..rows.inplace import show_outcome
from .dots import PollDots

_MOST_VOTERS = 9_999


class PollRule(QWidget):
    """Fields for one poll. Ends and steps are those of the same poll at the other end of the day, too."""

    def __init__(self, desk: Desk, rows: PollDots, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        t = desk.texts
        self.voters = Number("poll-voters", t("Persons"), _MOST_VOTERS)
        self._present = words("poll-present", "muted")
        self._take_present = Button(t("Take this number"))
        self._take_present.setObjectName("poll-take-present")
        self._take_present.setProperty("kind", "link")
        self._steps = Choice(desk, "poll-steps", t("Steps"))
        self._steps.setMinimumContentsLength(3)
        for step in range(polls.FEWEST_STEPS, polls.MOST_STEPS + 1):
            self._steps.addItem(str(step), step)
        names = (t("Left end"), t("Right end"), t("Bottom end"), t("Top end"))
        self.ends = [LineField(f"poll-end-{n}", name) for n, name in enumerate(names)]
        self._end_rows = [self._end_row(field, name) for field, name in zip(self.ends, names, strict=True)]
        self._steps_row = QWidget()
        steps = labelled(t("Steps"), self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        self._steps_row.setLayout(steps)
        self._arrange()
        self.voters.changed_to.connect(self._set_voters)
        self._take_present.clicked.connect(self._take_those_present)
        self._steps.activated.connect(self._set_steps)
        for field in self.ends:
            field.finished.connect(self._set_ends)

    def refresh(self) -> None:
        """Show what the record says."""
        round_ = self._rows.round
        if round_ is None:
            return
        self.voters.show_value(round_.voters)
        self._show_present(round_.voters)
        self._steps_row.setVisible(round_.kind == "scale")
        self._steps.setCurrentIndex(self._steps.findData(self._rows.steps))
        ends = polls.ends(round_)
        for n, (field, row) in enumerate(zip(self.ends, self._end_rows, strict=True)):
            row.setVisible(n < len(ends))
            field.show_text(ends[n] if n < len(ends) else "")

    def settle(self) -> None:
        """Hand over what is being typed."""
        self.voters.hand_over()
        for field in self.ends:
            field.hand_over()

    def _end_row(self, field: LineField, name: str) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = QLabel(name)
        label.setProperty("kind", "muted")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        return row

    def _arrange(self) -> None:
        column = stacked(8)
        column.addLayout(labelled(self._desk.texts("Persons"), self.voters))
        column.addWidget(self._present)
        take = QHBoxLayout()
        take.addWidget(self._take_present)
        take.addStretch(1)
        column.addLayout(take)
        column.addWidget(self._steps_row)
        for row in self._end_rows:
            column.addWidget(row)
        self.setLayout(column)

    def _show_present(self, voters: int) -> None:
        t, state = self._desk.texts, self._desk.state
        here = people.voters(state)
        if not here:
            say(self._present, t("Nobody is entered as present yet."))
        elif people.there(state):
            say(self._present, t.n("{n} person is present.", "{n} persons are present.", here))
        else:
            say(self._present, t.n("{n} person is expected.", "{n} persons are expected.", here))
        self._take_present.setVisible(bool(here) and here != voters)

    def _set_voters(self, count: int) -> None:
        done = self._edit(voters=count)
        if (round_ := self._rows.round) is not None:
            show_outcome(self.voters, str(round_.voters), done=done)

    def _take_those_present(self) -> None:
        self.voters.setFocus()
        self._edit(voters=people.voters(self._desk.state))

    def _set_steps(self) -> None:
        if self._steps.currentData() != self._rows.steps:
            self._edit(steps=self._steps.currentData())
            self.refresh()

    def _set_ends(self) -> None:
        round_ = self._rows.round
        if round_ is None:
            return
        shown = self.ends[: len(polls.ends(round_))]
        typed = [" ".join(field.text().split()) for field in shown]
        done = tuple(typed) == polls.ends(round_) or self._edit(labels="\n".join(typed))
        now = self._rows.round or round_
        for field, end in zip(shown, polls.ends(now), strict=False):
            show_outcome(field, end, done=done)

    def _edit(self, **fields: object) -> bool:
        """Whether it was done; what was typed and refused stays in its field."""
        round_ = self._rows.round
        done = round_ is not None and self._desk.do(verbs.edit_poll, round_.id, **fields) is not None
        if done:
            self.refresh()
        return done
