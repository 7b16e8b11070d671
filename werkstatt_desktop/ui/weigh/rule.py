"""The rule of a round: who votes, with how many dots, on what."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ...domain import order, people, voting
from ...domain.records import Result, Vote, VoteRound
from ...domain.verbs import voting as verbs
from ..buttons import Button
from ..desk import Desk
from ..dots.number import Number
from ..dots.options import target_words
from ..dots.parts import Choice, labelled, say, stacked, words
from .model import OptionRows

_MOST_VOTERS, _MOST_DOTS = 9_999, 99


class RuleBox(QWidget):
    """Number of voters and dots, each with what is suggested, cumulating, and the options.

    What is voted on can be changed until something was counted.
    """

    def __init__(self, desk: Desk, rows: OptionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        t = desk.texts
        self._voters = Number("weigh-voters", t("Voters"), _MOST_VOTERS)
        self._present = words("weigh-present", "muted")
        self._take_present = self._link("weigh-take-present", t("Take this number"))
        self._dots = Number("weigh-dots", t("Dots for each person"), _MOST_DOTS)
        self._formula = words("weigh-formula", "muted")
        self._take_dots = self._link("weigh-take-dots", t("Take the suggestion"))
        self._cumulate = QCheckBox(t("Several dots on one"))
        self._cumulate.setObjectName("weigh-cumulate")
        self._targets = Choice(desk, "weigh-targets", t("Options"))
        self._group = Choice(desk, "weigh-group", t("Of group"))
        self._category = Choice(desk, "weigh-category", t("Category"))
        self._locked = words("weigh-locked", "muted")
        self._who, self._dots_row = QWidget(), QWidget()
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Show the rule of the round in view, and what is suggested."""
        round_ = self._rows.round
        if round_ is None:
            return
        self._voters.show_value(round_.voters)
        self._dots.show_value(round_.dots)
        self._cumulate.setChecked(round_.cumulate)
        dots = round_.kind == "dots"
        self._dots_row.setVisible(dots)
        self._who.setVisible(round_.kind != "matrix")
        self._show_present(round_)
        if dots:
            self._show_formula(round_)
        self._fill_choices(round_)
        for part in (self._voters, self._dots, self._cumulate):
            part.setEnabled(round_.is_open)
        state = self._desk.state
        begun = any(vote.points for vote in state.kids(Vote, "round_id", round_.id))
        free = round_.is_open and not begun and round_.run_off_of is None
        for choice in (self._targets, self._group, self._category):
            choice.setEnabled(free)
        t = self._desk.texts
        say(self._locked, t("What is voted on stays as it is once dots are counted.") if begun else "")

    def settle(self) -> None:
        """Hand over numbers that are on their way."""
        self._voters.hand_over()
        self._dots.hand_over()

    # Building

    def _link(self, name: str, text: str) -> Button:
        made = Button(text, self)
        made.setObjectName(name)
        made.setProperty("kind", "link")
        return made

    def _arrange(self) -> None:
        t = self._desk.texts
        column = stacked()
        heading = words("", "strong")
        heading.setText(t("Rule"))
        column.addWidget(heading)
        who = stacked()
        who.addLayout(labelled(t("Voters"), self._voters))
        who.addWidget(self._present)
        who.addWidget(self._take_present)
        self._who.setLayout(who)
        column.addWidget(self._who)
        inner = stacked()
        inner.addLayout(labelled(t("Dots for each person"), self._dots))
        inner.addWidget(self._formula)
        inner.addWidget(self._take_dots)
        inner.addWidget(self._cumulate)
        self._dots_row.setLayout(inner)
        column.addWidget(self._dots_row)
        for choice in (self._targets, self._group, self._category):
            column.addWidget(choice)
        column.addWidget(self._locked)
        self.setLayout(column)

    def _connect(self) -> None:
        self._voters.changed_to.connect(self._set_voters)
        self._dots.changed_to.connect(self._set_dots)
        self._take_present.clicked.connect(self._take_those_present)
        self._take_dots.clicked.connect(self._take_suggestion)
        self._cumulate.clicked.connect(self._set_cumulate)
        self._targets.activated.connect(self._set_targets)
        self._group.activated.connect(self._set_targets)
        self._category.activated.connect(self._set_targets)

    # Showing

    def _show_present(self, round_: VoteRound) -> None:
        t, here = self._desk.texts, people.voters(self._desk.state, round_.group_id)
        if not here:
            text = t("Nobody is entered as present yet.")
        elif people.there(self._desk.state, round_.group_id):
            text = t.n("{n} person is present.", "{n} persons are present.", here)
        else:
            text = t.n("{n} person is expected.", "{n} persons are expected.", here)
        self._present.setText(text)
        self._take_present.setVisible(round_.is_open and bool(here) and here != round_.voters)

    def _show_formula(self, round_: VoteRound) -> None:
        t, count = self._desk.texts, len(self._rows.ids)
        dots = voting.dots_for_each(count, round_.voters)
        _, several = target_words(round_, t)
        if not dots:
            self._formula.setText(t("With two options and one voter at least, a number is suggested."))
        else:
            self._formula.setText(
                t(
                    "Suggested: {dots}. So that each can be compared with each other: {count} × {less} ÷ 2 "
                    "comparisons, shared by {voters} persons and rounded up; at most one less than there "
                    "are {several}.",
                    dots=t.number(dots),
                    count=t.number(count),
                    less=t.number(count - 1),
                    voters=t.number(round_.voters),
                    several=several,
                )
            )
        self._take_dots.setVisible(round_.is_open and bool(dots) and dots != round_.dots)

    def _fill_choices(self, round_: VoteRound) -> None:
        t, state = self._desk.texts, self._desk.state
        targets: list[tuple[str, str | None]] = [(t("Themes"), "clusters"), (t("Cards"), "cards")]
        if state.count(Result) or round_.targets == "results":
            targets.append((t("Results of the plenary"), "results"))
        _fill(self._targets, targets, round_.targets)
        groups = [(group.name, group.id) for group in order.groups(state)]
        _fill(self._group, [(t("All groups"), None), *groups], round_.group_id)
        kinds = [(t.category(category), category.id) for category in order.categories(state)]
        _fill(self._category, [(t("All categories"), None), *kinds], round_.category_id)
        self._group.setVisible(round_.targets != "results")
        self._category.setVisible(round_.targets == "cards")

    # Doing

    def _set_voters(self, count: int) -> None:
        self._edit(voters=count)

    def _set_dots(self, count: int) -> None:
        self._edit(dots=count)

    def _take_those_present(self) -> None:
        if (round_ := self._rows.round) is not None:
            self._edit(voters=people.voters(self._desk.state, round_.group_id))

    def _take_suggestion(self) -> None:
        if (round_ := self._rows.round) is not None:
            self._edit(dots=voting.dots_for_each(len(self._rows.ids), round_.voters))

    def _set_cumulate(self, on: bool) -> None:
        self._edit(cumulate=on)

    def _set_targets(self) -> None:
        self._edit(
            targets=self._targets.currentData(),
            group_id=self._group.currentData() if self._targets.currentData() != "results" else None,
            category_id=self._category.currentData() if self._targets.currentData() == "cards" else None,
        )

    def _edit(self, **fields: object) -> None:
        round_ = self._rows.round
        if round_ is not None and any(getattr(round_, name) != value for name, value in fields.items()):
            self._desk.do(verbs.edit_round, round_.id, **fields)
        self.refresh()


def _fill(choice: QComboBox, entries: list[tuple[str, str | None]], chosen: str | None) -> None:
    """Offer these, unless they are offered already."""
    before = [(choice.itemText(n), choice.itemData(n)) for n in range(choice.count())]
    if before != entries:
        choice.clear()
        for text, data in entries:
            choice.addItem(text, data)
    choice.setCurrentIndex(next((n for n, (_, data) in enumerate(entries) if data == chosen), 0))
