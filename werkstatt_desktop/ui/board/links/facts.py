"""What the chosen card is, in a few words: for the foot of a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ....domain import links
from ....domain.edits import Step
from ....domain.hiding import is_hidden
from ....domain.picture import marks_of
from ....domain.records import Card, Category, Cluster, Group
from ...desk import Desk
from ..choice import Choice
from . import words

_MOST = 4
"""So many links are said in words."""


def chosen_card(desk: Desk, choice: Choice) -> Card | None:
    """The card that a panel speaks of: the one with the keyboard, or that alone is chosen."""
    ids = choice.ids
    id = choice.focus if choice.focus in ids or len(ids) != 1 else next(iter(ids))
    return desk.state.get(Card, id)


class CardFacts(QWidget):
    """Category, group and theme of the chosen card, its marks and, where wanted, its links."""

    def __init__(
        self, desk: Desk, choice: Choice, *, with_links: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card-facts")
        self._desk, self._choice, self._with_links = desk, choice, with_links
        title = QLabel(desk.texts("Selected card"))
        title.setProperty("kind", "strong")
        self._lines = QLabel()
        self._lines.setObjectName("card-facts-lines")
        self._lines.setProperty("kind", "muted")
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 4)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self._lines)
        desk.changed.connect(self.refresh)
        choice.changed.connect(self._follow)

    def refresh(self, _step: Step | None = None) -> None:
        """Say what is so now; where no card is chosen nothing is said."""
        card = chosen_card(self._desk, self._choice)
        for child in self.findChildren(QLabel):
            child.setVisible(card is not None)
        self._lines.setText("\n".join(self._said(card)) if card is not None else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _said(self, card: Card) -> list[str]:
        desk, state, t = self._desk, self._desk.state, self._desk.texts
        if is_hidden(state, card):
            return [t("hidden card")]
        category, group = state.get(Category, card.category_id), state.get(Group, card.group_id)
        theme = state.get(Cluster, card.cluster_id)
        place = theme.heading if theme is not None and theme.group_id == card.group_id else ""
        parts = (t.category_one(category) if category else "", group.name if group else "", place)
        lines = [" · ".join(part for part in parts if part)]
        if marks := t.marks(marks_of(card)):
            lines.append(", ".join(marks))
        if self._with_links:
            said = links.of_card(state, card.id)
            lines += [words.line(desk, one, group_id=card.group_id) for one in said[:_MOST]]
            if len(said) > _MOST:
                lines.append(t.n("and {n} more link", "and {n} more links", len(said) - _MOST))
        return lines
