"""The panel of links: those of the chosen card, and the obstacles that nothing overcomes yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ....domain import links
from ....domain.edits import Step
from ....domain.records import LINK_KINDS, Card, Category, Group, Id, Link
from ....domain.verbs import links as verbs
from ...buttons import Button
from ...desk import Desk
from ...labels import ElidedLabel
from ...theme import symbol_icon
from ..choice import Choice
from ..look import qrect
from ..scene import BoardScene
from ..view import BoardView
from . import words
from .facts import CardFacts, chosen_card
from .linking import Linking
from .rows import Row, RowsView

_SIDE = 16
_ROWS_HIGH = 168


class LinksPanel(QWidget):
    """Follows the board while it is shown; `light` marks the unanswered obstacles on the board."""

    def __init__(
        self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, linking: Linking
    ) -> None:
        super().__init__()
        self.setObjectName("links-panel")
        t = desk.texts
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._linking = choice, linking
        self._before: frozenset[Id] | None = None
        self._card = ElidedLabel()
        self._card.setObjectName("links-card")
        self._none = QLabel()
        self._none.setProperty("kind", "muted")
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setWordWrap(True)
        self.rows = RowsView("links-list", t("Links of the card"))
        self.add = _button("links-add", t("Link") + "  L")
        self.kind = _button("links-kind", t("Kind"))
        self.remove = _button("links-remove", t("Remove"))
        self._title = QLabel()
        self._title.setObjectName("links-open-title")
        self._title.setProperty("kind", "strong")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.light = _button("links-light", t("Show on the board"))
        self.light.setCheckable(True)
        self.open = RowsView("links-open", t("Obstacles without recommendation"))
        self._facts = CardFacts(desk, choice, with_links=False)
        self._menu = QMenu(self)
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Show what is so now; a hidden panel does so when it is shown."""
        touched = step is None or step.edit.touches("cards", "links", "categories", "groups", "clusters")
        if self.isVisible() and touched:
            self._show_links()
            self._show_open()

    def show_open(self) -> None:
        """Bring the keyboard to the obstacles without recommendation and light them on the board."""
        self.refresh(None)
        self.light.setChecked(bool(self.open.ids))
        self.open.begin()
        target: QWidget = self.open if self.open.ids else self.add
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.light.setChecked(False)

    def _show_links(self) -> None:
        t, state = self._desk.texts, self._desk.state
        card = chosen_card(self._desk, self._choice)
        self._card.setVisible(card is not None)
        said = links.of_card(state, card.id) if card is not None else []
        if card is not None:
            self._card.show_text(words.text_of(self._desk, card))
            self.rows.show_rows(
                [Row(words.line(self._desk, s, group_id=card.group_id), s.link.id) for s in said]
            )
        self._none.setText(
            t("This card is not linked yet.")
            if card is not None
            else t("Choose a card on the board: its links are shown here.")
        )
        self.rows.fit(_ROWS_HIGH)
        self._none.setVisible(not said)
        self.rows.setVisible(bool(said))
        self.add.setEnabled(card is not None and card.id in self._scene.cards)
        self.kind.setVisible(bool(said))
        self.remove.setVisible(bool(said))

    def _show_open(self) -> None:
        t, state = self._desk.texts, self._desk.state
        found = links.unanswered(state)
        self._title.setText(t("Obstacles without recommendation ({n})", n=t.number(len(found))))
        rows: list[Row] = []
        several = state.count(Group) > 1
        for group_id in dict.fromkeys(card.group_id for card in found):
            cards = [card for card in found if card.group_id == group_id]
            group = state.get(Group, group_id)
            name = group.name if group is not None else ""
            if group is not None and group.hidden:
                rows.append(Row(t("{group}: {n}, hidden", group=name, n=t.number(len(cards)))))
                continue
            if several:
                rows.append(Row(f"{name} ({t.number(len(cards))})"))
            rows += [Row(words.text_of(self._desk, card), card.id, self._icon(card)) for card in cards]
        self.open.show_rows(rows)
        self.open.setVisible(bool(rows))
        self.light.setVisible(bool(rows))
        if self.light.isChecked():
            self._light(True)

    def _icon(self, card: Card) -> QIcon | None:
        category = self._desk.state.get(Category, card.category_id)
        if category is None:
            return None
        icon = symbol_icon(category.symbol, self._desk.theme.category(category.colour)[1])
        # The symbol is as strong in the current row as in the others.
        icon.addPixmap(icon.pixmap(16, 16), QIcon.Mode.Selected)
        return icon

    def _light(self, on: bool) -> None:
        """Let all but the unanswered obstacles be faint on the board."""
        if not on:
            self._scene.show_lit(self._before)
            return
        ids = frozenset(card.id for card in links.unanswered(self._desk.state, self._desk.group_id))
        self._scene.show_lit(ids)

    def _toggle_light(self, on: bool) -> None:
        if on:
            self._before = self._scene.lit
        self._light(on)

    def _look_at_card(self, card_id: Id) -> None:
        """Bring a card into view, on the board of its group."""
        card = self._desk.state.get(Card, card_id)
        if card is None:
            return
        self._desk.show_group(card.group_id)
        item = self._scene.cards.get(card_id)
        if item is not None:
            self._choice.only(card_id)
            self._view.camera.show_area(qrect(item.box))

    def _go_to_card(self, card_id: Id) -> None:
        self._look_at_card(card_id)
        self._view.setFocus()

    def _look_at_link(self, link_id: Id) -> None:
        self._linking.choose(frozenset([link_id]), stay=True)

    def _go_to_other(self, link_id: Id) -> None:
        """To the card at the other end of a link."""
        link = self._desk.state.get(Link, link_id)
        card = chosen_card(self._desk, self._choice)
        if link is not None:
            there = card is not None and card.id == link.from_card_id
            self._go_to_card(link.to_card_id if there else link.from_card_id)

    def _key(self, key: str) -> None:
        if key == "Del":
            self._remove()
        elif key.isdigit() and 1 <= int(key) <= len(LINK_KINDS):
            self._change(LINK_KINDS[int(key) - 1])

    def _change(self, kind: str) -> None:
        if self.rows.current:
            self._desk.do(verbs.change_kind, [self.rows.current], kind)

    def _remove(self) -> None:
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
        self._menu.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))

    def _begin(self) -> None:
        self._view.setFocus()
        self._linking.begin()

    def _follow_choice(self) -> None:
        if self.isVisible():
            self._show_links()

    def _follow_group(self, _group_id: str) -> None:
        self.refresh(None)

    def _arrange(self) -> None:
        self.setFocusProxy(self.rows)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.add, self.kind, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(_SIDE, 4, _SIDE, 4)
        inner.setSpacing(6)
        for widget in (self._card, self._none, self.rows):
            inner.addWidget(widget)
        inner.addLayout(buttons)
        inner.addSpacing(14)
        inner.addWidget(self._title)
        inner.addWidget(self.light, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.open, 1)
        inner.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(inner, 1)
        layout.addWidget(self._facts)

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.group_changed.connect(self._follow_group)
        self._choice.changed.connect(self._follow_choice)
        self.rows.looked.connect(self._look_at_link)
        self.rows.taken.connect(self._go_to_other)
        self.rows.keyed.connect(self._key)
        self.open.looked.connect(self._look_at_card)
        self.open.taken.connect(self._go_to_card)
        self.add.clicked.connect(self._begin)
        self.kind.clicked.connect(self._open_kinds)
        self.remove.clicked.connect(self._remove)
        self.light.toggled.connect(self._toggle_light)
        self._menu.triggered.connect(self._take_kind)

    def _take_kind(self, action: QAction) -> None:
        self._change(str(action.data()))


def _button(name: str, words: str) -> Button:
    button = Button(words)
    button.setObjectName(name)
    button.setProperty("kind", "chip")
    button.setAccessibleName(words)
    return button
