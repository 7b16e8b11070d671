"""The links of the chosen card, as a list in a panel."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ....domain import links
from ....domain.records import LINK_KINDS, Card, Id, Link
from ....domain.verbs import links as verbs
from ...buttons import Button
from ...card_words import text_of
from ...desk import Desk
from ...labels import ElidedLabel
from ...lists import Row, RowsView, chip, muted
from ..choice import Choice
from . import words
from .facts import chosen_card
from .linking import Linking
from .way import Way

_ROWS_HIGH = 168


class CardLinks(QWidget):
    """A number changes the kind of the current row, Del removes it, Enter goes to the other card."""

    def __init__(self, desk: Desk, choice: Choice, linking: Linking, way: Way) -> None:
        super().__init__()
        t = desk.texts
        self._desk, self._choice, self._linking, self._way = desk, choice, linking, way
        self._name = ElidedLabel()
        self._name.setObjectName("links-card")
        self._none = muted(QLabel())
        self.rows = RowsView("links-list", t("Links of the card"))
        self.add: Button = chip("links-add", t("Link") + "  L")
        self._kind, self._remove = chip("links-kind", t("Kind")), chip("links-remove", t("Remove"))
        self._menu = QMenu(self)
        self._arrange()
        self.rows.looked.connect(self._light)
        self.rows.taken.connect(self._go_to_other)
        self.rows.keyed.connect(self._take_key)
        self.add.clicked.connect(self._begin)
        self._kind.clicked.connect(self._open_kinds)
        self._remove.clicked.connect(self._remove_row)
        self._menu.triggered.connect(self._take_kind)

    def show_card(self, card: Card | None) -> None:
        """Show the links of a card, or say what is to be done for that."""
        t = self._desk.texts
        said = links.of_card(self._desk.state, card.id) if card is not None else []
        if card is not None:
            self._name.show_text(text_of(self._desk, card))
            self.rows.show_rows(
                [Row(words.line(self._desk, one, group_id=card.group_id), one.link.id) for one in said]
            )
        self._none.setText(
            t("This card is not linked yet.")
            if card is not None
            else t("Choose a card on the board: its links are shown here.")
        )
        self._name.setVisible(card is not None)
        self._none.setVisible(not said)
        for widget in (self.rows, self._kind, self._remove):
            widget.setVisible(bool(said))
        self.rows.fit(_ROWS_HIGH)
        self.add.setEnabled(card is not None and self._way.is_in_view(card.id))

    def _light(self, link_id: Id) -> None:
        self._linking.choose(frozenset([link_id]), stay=True)

    def _go_to_other(self, link_id: Id) -> None:
        """To the card at the other end of a link."""
        link = self._desk.state.get(Link, link_id)
        card = chosen_card(self._desk, self._choice)
        if link is not None:
            there = card is not None and card.id == link.from_card_id
            self._way.go_to(link.to_card_id if there else link.from_card_id)

    def _take_key(self, key: str) -> None:
        if key == "Del":
            self._remove_row()
        elif key.isdigit() and 1 <= int(key) <= len(LINK_KINDS):
            self._change(LINK_KINDS[int(key) - 1])

    def _change(self, kind: str) -> None:
        if self.rows.current:
            self._desk.do(verbs.change_kind, [self.rows.current], kind)

    def _remove_row(self) -> None:
        if self.rows.current and self._desk.do(verbs.unlink, [self.rows.current]) is not None:
            t = self._desk.texts
            self._desk.say(t("Removed. {keys} brings it back.", keys=t.keys("Ctrl+Z")))

    def _open_kinds(self) -> None:
        """The kinds that the current link may have."""
        self._menu.clear()
        link = self._desk.state.get(Link, self.rows.current)
        for number, kind in enumerate(LINK_KINDS, 1):
            action = self._menu.addAction(f"{self._desk.texts.link(kind)}\t{number}")
            action.setCheckable(True)
            action.setChecked(link is not None and link.kind == kind)
            action.setData(kind)
        self._menu.popup(self._kind.mapToGlobal(self._kind.rect().bottomLeft()))

    def _take_kind(self, action: QAction) -> None:
        self._change(str(action.data()))

    def _begin(self) -> None:
        self._way.to_board()
        self._linking.begin()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.add, self._kind, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._name, self._none, self.rows):
            layout.addWidget(widget)
        layout.addLayout(buttons)
