"""One category: badge, title, guiding question, and below it the groups' own questions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ...domain import order
from ...domain.records import Category, Group, Id, Question
from ...domain.verbs import setup
from ...texts import COLOUR_WORDS
from ..desk import Desk
from ..rows.inplace import INDENT, WrapField, show_outcome, text_in_place
from ..rows.row import Row
from ..sections import quiet
from ..theme import font
from .badge import SYMBOL_WORDS, Badge, LookPopup


class CategoryRow(Row):
    """What is typed is a step of its own when its field is left."""

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "category")
        t = desk.texts
        self.badge = Badge(desk, f"category-badge-{id}", self)
        self.badge.clicked.connect(self._open_looks)
        self._title = text_in_place(f"category-title-{id}", t("Title"))
        self._title.setFont(font(14, bold=True))
        self._title.finished.connect(self._rename)
        self._question = text_in_place(f"category-question-{id}", t("Guiding question"))
        self._question.setPlaceholderText(t("Which question do the groups answer?"))
        self._question.finished.connect(self._ask)
        self.expander = QToolButton(self)
        self.expander.setObjectName(f"category-own-{id}")
        self.expander.setProperty("kind", "small")
        self.expander.setFont(font(12))
        self.expander.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.expander.clicked.connect(self.toggle_own)
        self.expander.hide()
        self._own: QWidget | None = None
        self._own_fields: dict[Id, WrapField] = {}
        self._own_groups: list[Group] = []
        self._arrange()
        self.fields = [self._title, self._question]
        self.stops = [self.badge, *self.fields, self.expander, self.grip]

    def refresh(self) -> None:
        state, t = self.desk.state, self.desk.texts
        category = state.get(Category, self.id)
        if category is None:
            return
        title = t.category(category)
        self.badge.show_look(category.colour, category.symbol)
        self._title.show_text(title)
        self._question.show_text(category.question)
        look = t(
            "Colour and symbol, {colour} {symbol}",
            colour=t(COLOUR_WORDS.get(category.colour, COLOUR_WORDS["grey"])),
            symbol=t(SYMBOL_WORDS.get(category.symbol, SYMBOL_WORDS["diamond"])),
        )
        self.badge.setToolTip(t("Choose colour and symbol"))
        names: dict[QWidget, str] = {
            self.badge: look,
            self._title: t("Title"),
            self._question: t("Guiding question"),
            self.expander: t("Own question for each group"),
        }
        self.show_title(title, names)
        self._show_own()

    def more_actions(self, menu: QMenu) -> None:
        menu.addSeparator()
        action = menu.addAction(self.desk.texts("Own question for each group"))
        action.setObjectName("own-questions")
        action.setCheckable(True)
        action.setChecked(self._own is not None)
        action.setEnabled(bool(order.groups(self.desk.state)))
        action.triggered.connect(self.toggle_own)

    def toggle_own(self) -> None:
        """Show or hide a field for each group's own question."""
        if self._own is None:
            self._own = QWidget(self)
            self.below.insertWidget(2, self._own)
        else:
            self._own.hide()
            self._own.deleteLater()
            self._own = None
            self._own_fields, self._own_groups = {}, []
            self._tell_stops()
        self.refresh()
        if self._own_fields:
            next(iter(self._own_fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def paint_icons(self) -> None:
        super().paint_icons()
        self.badge.update()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addSpacing(INDENT)
        line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._title, 9, Qt.AlignmentFlag.AlignTop)
        self.below = QVBoxLayout()
        self.below.setSpacing(0)
        self.below.addWidget(self._question)
        self.below.addWidget(self.expander, 0, Qt.AlignmentFlag.AlignLeft)
        self.below.addStretch(1)
        line.addLayout(self.below, 13)
        line.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)

    def _tell_stops(self) -> None:
        self.stops = [self.badge, *self.fields, self.expander, *self._own_fields.values(), self.grip]
        self.stops_changed.emit()

    def _show_own(self) -> None:
        """The groups' questions where they are open; else how many there are."""
        t, state = self.desk.texts, self.desk.state
        groups = order.groups(state)
        texts = {q.group_id: q.text for q in state.kids(Question, "category_id", self.id) if q.text}
        self.expander.setVisible(bool(texts) or self._own is not None)
        counted = t.n("{n} group has its own question", "{n} groups have their own question", len(texts))
        self.expander.setText(counted if self._own is None else t("Own question for each group"))
        if self._own is None:
            return
        if self._own_groups != groups:
            self._make_own(groups)
        for group in groups:
            field = self._own_fields[group.id]
            field.show_text(texts.get(group.id, ""))
            field.setPlaceholderText(t("like above"))

    def _make_own(self, groups: list[Group]) -> None:
        assert self._own is not None
        fresh = QWidget(self)
        grid = QGridLayout(fresh)
        grid.setContentsMargins(INDENT, 2, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._own_fields, self._own_groups = {}, groups
        t = self.desk.texts
        for row, group in enumerate(groups):
            name = t("Question of {title}", title=group.name)
            field = text_in_place(f"category-own-{self.id}-{group.id}", name)
            field.finished.connect(partial(self._ask_group, group.id))
            # No buddy: with one, the label would make a mnemonic of an ampersand in the name.
            label = quiet(group.name)
            label.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
            self._own_fields[group.id] = field
        self.below.replaceWidget(self._own, fresh)
        self._own.hide()
        self._own.deleteLater()
        self._own = fresh
        self._tell_stops()

    def _open_looks(self) -> None:
        category = self.desk.state.get(Category, self.id)
        if category is not None:
            popup = LookPopup(self.desk, category, self)
            popup.chosen.connect(self._take_look)
            popup.show_below(self.badge)

    def _take_look(self, field: str, value: str) -> None:
        self.desk.do(setup.edit_category, self.id, **{field: value})

    def _rename(self, typed: str) -> None:
        done = self.desk.do(setup.edit_category, self.id, title=typed) is not None
        category = self.desk.state.get(Category, self.id)
        if category is not None:
            show_outcome(self._title, self.desk.texts.category(category), done=done)

    def _ask(self, typed: str) -> None:
        done = self.desk.do(setup.edit_category, self.id, question=typed) is not None
        category = self.desk.state.get(Category, self.id)
        if category is not None:
            show_outcome(self._question, category.question, done=done)

    def _ask_group(self, group_id: Id, typed: str) -> None:
        done = self.desk.do(setup.ask_group, group_id, self.id, typed) is not None
        own = self.desk.state.kids(Question, "group_id", group_id)
        text = next((q.text for q in own if q.category_id == self.id), "")
        field = self._own_fields.get(group_id)
        if field is not None:
            show_outcome(field, text, done=done)
