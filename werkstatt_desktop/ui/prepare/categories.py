"""What kinds of cards there are, and the guiding question of each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ...domain import order
from ...domain.edits import Step
from ...domain.records import COLOURS, SYMBOLS, Category, Id
from ...domain.verbs import setup
from ..desk import Desk
from ..rows.inplace import INDENT
from ..rows.list import RowList
from ..sections import Section, button, hint
from .category_row import CategoryRow
from .template_menu import TemplateMenu

# The looks that the built-in categories do not have come first.
_COLOURS = ("violet", "teal", "yellow", "rose", "grey", *COLOURS)
_SYMBOLS = ("diamond", "circle", "square", "star", "minus", *SYMBOLS)


class CategoriesSection(Section):
    """All categories in their order."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self._templates = TemplateMenu(desk)
        super().__init__("categories", t("Categories and guiding questions"), self._templates.button)
        self._desk = desk
        self._empty = hint("categories-empty")
        self._empty.setText(
            t("No category yet. Take a template, or add one of your own; every card belongs to one.")
        )
        self._add_button = button("add-category", t("+ Category"), t("Add a category"), kind="link")
        self.list = RowList(desk, "category-list", self._templates.button)
        foot = QHBoxLayout()
        foot.setContentsMargins(INDENT - 3, 6, 0, 0)
        foot.addWidget(self._add_button)
        foot.addStretch(1)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self.body.addLayout(foot)
        self._add_button.clicked.connect(self._add)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(self._delete)
        self.list.passed.connect(self._pass)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("categories", "questions", "groups"):
            return
        categories = order.categories(self._desk.state)
        self._empty.setVisible(not categories)
        self.list.show_rows([category.id for category in categories], self._make)
        for row in self.list.rows:
            row.refresh()

    def paint_icons(self) -> None:
        self.list.paint_icons()

    def _make(self, id: Id) -> CategoryRow:
        return CategoryRow(self._desk, id)

    def _add(self) -> None:
        categories = order.categories(self._desk.state)
        colours = {category.colour for category in categories}
        symbols = {category.symbol for category in categories}
        edit = self._desk.do(
            setup.add_category,
            self._desk.texts("New category"),
            colour=next((c for c in _COLOURS if c not in colours), _COLOURS[0]),
            symbol=next((s for s in _SYMBOLS if s not in symbols), _SYMBOLS[0]),
        )
        if edit is not None:
            self.list.focus(edit.ids("categories")[0])

    def _pass(self, by: int) -> None:
        if by > 0:
            self._add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(setup.move_category, id, place)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        category = self._desk.state.get(Category, id)
        if category is not None and self._desk.do(setup.delete_category, id) is not None:
            self._desk.say(
                t(
                    "{title} is deleted. {keys} brings it back.",
                    title=t.quote(t.category(category)),
                    keys=t.keys("Ctrl+Z"),
                )
            )
