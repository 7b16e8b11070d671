"""The panel of links: those of the chosen card, and the obstacles that nothing overcomes yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....domain.edits import Step
from ...desk import Desk
from ..choice import Choice
from ..scene import BoardScene
from ..view import BoardView
from .card_links import CardLinks
from .coverage import Coverage
from .facts import CardFacts, chosen_card
from .linking import Linking
from .way import Way

_SIDE = 16


class LinksPanel(QWidget):
    """Follows the board while it is shown."""

    def __init__(
        self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, linking: Linking
    ) -> None:
        super().__init__()
        self.setObjectName("links-panel")
        self._desk, self._choice = desk, choice
        way = Way(desk, scene, view, choice)
        self.card = CardLinks(desk, choice, linking, way)
        self.coverage = Coverage(desk, scene, way)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inner = QVBoxLayout()
        inner.setContentsMargins(_SIDE, 4, _SIDE, 4)
        inner.setSpacing(20)
        inner.addWidget(self.card)
        inner.addWidget(self.coverage, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(inner, 1)
        layout.addWidget(CardFacts(desk, choice, with_links=False))
        desk.changed.connect(self.refresh)
        desk.group_changed.connect(self._follow_group)
        choice.changed.connect(self._follow_choice)

    def refresh(self, step: Step | None) -> None:
        """Show what is so now; a hidden panel does so when it is shown."""
        touched = step is None or step.edit.touches("cards", "links", "categories", "groups", "clusters")
        if self.isVisible() and touched:
            self.card.show_card(chosen_card(self._desk, self._choice))
            self.coverage.refresh()
            self._name_first()

    def show_open(self) -> None:
        """Bring the keyboard to the obstacles without recommendation and light them on the board."""
        self.refresh(None)
        listed = self.coverage.rows
        self.coverage.light.setChecked(bool(listed.ids))
        listed.begin()
        target: QWidget = listed if listed.ids else self.card.add
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.coverage.light.setChecked(False)

    def _follow_choice(self) -> None:
        if self.isVisible():
            self.card.show_card(chosen_card(self._desk, self._choice))
            self._name_first()

    def _name_first(self) -> None:
        """The first list with anything in it gets the keyboard of the panel, else the panel keeps it."""
        lists = (self.card.rows, self.coverage.rows)
        first = next((rows for rows in lists if rows.ids and not rows.isHidden()), None)
        if self.focusProxy() is not first and not self.hasFocus():
            self.setFocusProxy(first)  # type: ignore[arg-type] # None is for none

    def _follow_group(self, _group_id: str) -> None:
        self.refresh(None)
