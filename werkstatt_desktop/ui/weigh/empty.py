"""What Weigh shows while there is nothing to count, with the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...domain.records import Card, Group, VoteRound
from ..buttons import Button
from ..desk import Desk
from ..dots.parts import words

_WIDTH, _EDGE = 460, 28


class Empty(QFrame):
    """Words for a workshop without rounds, and for a round without options. `button` begins a round."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("weigh-empty")
        self.setProperty("kind", "panel")
        self.setFixedWidth(_WIDTH)
        self._title, self._words = words("weigh-empty-title", "section"), words("weigh-empty-words")
        self.button = Button(desk.texts("Begin a dot vote"), self)
        self.button.setObjectName("weigh-first")
        self.button.setProperty("kind", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 24, _EDGE, 24)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, round_: VoteRound | None, options: int) -> bool:
        """Bring the words up to date; whether there is anything to say. `options`: how many a round has."""
        t, state = self._desk.texts, self._desk.state
        if options:
            return False
        self.button.setVisible(round_ is None and state.count(Card) > 0)
        if round_ is None and state.count(Card):
            self._title.setText(t("No round yet"))
            self._words.setText(
                t(
                    "The room sets its dots; you count and enter them here. A round begins with the themes "
                    "of the group in view, or its cards where it has none; that can be changed at once."
                )
            )
        elif round_ is None:
            self._title.setText(t("Nothing to weigh yet"))
            self._words.setText(
                t("Collect cards first and arrange them into themes; then the room can weigh.")
            )
        else:
            group = state.get(Group, round_.group_id)
            self._title.setText(t("This round has no options"))
            where = t("in the group {name}", name=t.quote(group.name)) if group else t("in this workshop")
            kinds = {
                "clusters": t("There are no themes {where}. Form some on the page “Arrange”, or choose cards "
                              "in the panel.", where=where),
                "results": t("The plenary has kept no results yet."),
            }  # fmt: skip
            cards = t("There are no such cards {where}. Choose others in the panel.", where=where)
            self._words.setText(kinds.get(round_.targets, cards))
        # The layout would give wrapped words the height that they have on the widest line.
        self._words.setMinimumHeight(self._words.heightForWidth(_WIDTH - 2 * _EDGE))
        return True
