"""The obstacles without recommendation, as a list in a panel and lit on the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ....domain import links
from ....domain.records import Category, Group, Id
from ...card_words import text_of
from ...desk import Desk
from ...lists import ICON, Row, RowsView, chip
from ...theme import symbol_icon
from ..scene import BoardScene
from .way import Way


class Coverage(QWidget):
    """While the button `light` is down, all but these obstacles are faint on the board."""

    def __init__(self, desk: Desk, scene: BoardScene, way: Way) -> None:
        super().__init__()
        t = desk.texts
        self._desk, self._scene = desk, scene
        self._before: frozenset[Id] | None = None
        self._title = QLabel()
        self._title.setObjectName("links-open-title")
        self._title.setProperty("kind", "strong")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.light = chip("links-light", t("Show on the board"))
        self.light.setCheckable(True)
        self.light.toggled.connect(self._toggle)
        self.rows = RowsView("links-open", t("Obstacles without recommendation"))
        self.rows.looked.connect(way.look_at)
        self.rows.taken.connect(way.go_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self.light, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)

    def refresh(self) -> None:
        """List them by group; of a hidden board only how many there are."""
        t, state = self._desk.texts, self._desk.state
        found = links.unanswered(state)
        self._title.setText(t("Obstacles without recommendation ({n})", n=t.number(len(found))))
        rows: list[Row] = []
        icons = {category.id: self._icon(category) for category in state.all(Category)}
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
            rows += [Row(text_of(self._desk, card), card.id, icons.get(card.category_id)) for card in cards]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.light.setVisible(bool(rows))
        if self.light.isChecked():
            self._light()

    def _icon(self, category: Category) -> QIcon:
        icon = symbol_icon(category.symbol, self._desk.theme.category(category.colour)[1])
        # The symbol is as strong in the current row as in the others.
        icon.addPixmap(icon.pixmap(ICON, 2.0), QIcon.Mode.Selected)
        return icon

    def _toggle(self, on: bool) -> None:
        if on:
            self._before = self._scene.lit
            self._light()
        else:
            self._scene.show_lit(self._before)

    def _light(self) -> None:
        ids = frozenset(card.id for card in links.unanswered(self._desk.state, self._desk.group_id))
        self._scene.show_lit(ids)
