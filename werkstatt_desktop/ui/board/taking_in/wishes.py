"""What there is to be asked about a table: which group, which category, and what of names nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from ....domain import order
from ....domain.columns import fold
from ....domain.records import Id
from ....domain.taking import Plan, Unknown, Wishes
from ....texts import LANGUAGES, Texts, mark
from ...desk import Desk
from ...start.fields import ChoiceField
from ...theme import symbol_icon
from ...ticks import Tick

USE_WORDS = {
    "": mark("leave out"),
    "text": mark("Text"),
    "category": mark("Category"),
    "group": mark("Group"),
    "theme": mark("Theme"),
    "explanation": mark("Explanation"),
}
"""What a column can be good for."""
_MOST_NAMES = 4


def category_names(desk: Desk) -> dict[str, Id]:
    """The categories by all their names, singular and plural, in all languages of the program."""
    found: dict[str, Id] = {}
    texts = [desk.texts, *(Texts(language) for language in LANGUAGES if language != desk.texts.language)]
    for t in texts:
        for category in order.categories(desk.state):
            for name in (t.category(category), t.category_one(category)):
                found.setdefault(fold(name), category.id)
    return found


class WishFields(QWidget):
    """The fields below the table; only what matters for it is shown. `changed`: something else is wished."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.headed = self._tick("headed", t("The first row has the headings"))
        self.split = self._tick("split", t("Spread texts that are too long over several cards"))
        self.leave_known = self._tick("leave-known", t("Leave out cards that are there already"))
        self.group, self.category = self._box("group"), self._box("category")
        self.new_groups, self.new_categories = self._box("new-groups"), self._box("new-categories")
        self._words: dict[QComboBox, QLabel] = {}
        self._fill()
        self._arrange()
        self.split.setChecked(True)
        self._connect()

    def wishes(self, uses: tuple[str, ...]) -> Wishes:
        return Wishes(
            uses=uses,
            headed=self.headed.isChecked(),
            group_id=self.group.currentData(),
            category_id=self.category.currentData(),
            categories=self._names,
            new_groups=_wish(self.new_groups),
            new_categories=_wish(self.new_categories),
            split=self.split.isChecked(),
            leave_known=self.leave_known.isChecked(),
        )

    def show_plan(self, plan: Plan) -> None:
        """Ask only what there is to be asked."""
        t = self._desk.texts
        self.split.setVisible(plan.long > 0)
        known = sum(line.is_known for line in plan.lines)
        self.leave_known.setVisible(known > 0)
        self.leave_known.setText(f"{t('Leave out cards that are there already')} ({t.number(known)})")
        groups = t.n("Unknown group: {names}", "Unknown groups: {names}", len(plan.unknown_groups), names="")
        kinds = t.n(
            "Unknown category: {names}", "Unknown categories: {names}", len(plan.unknown_categories), names=""
        )
        self._ask(self.new_groups, groups, plan.unknown_groups)
        self._ask(self.new_categories, kinds, plan.unknown_categories)

    @property
    def names(self) -> dict[str, Id]:
        """The ids of the categories by their folded names."""
        return self._names

    def _ask(self, box: QComboBox, words: str, names: Sequence[str]) -> None:
        shown = ", ".join(name if len(name) <= 24 else f"{name[:23]}…" for name in names[:_MOST_NAMES])
        more = len(names) - _MOST_NAMES
        label = self._words[box]
        label.setText(f"{words.strip()} {shown}" + (f" … (+{more})" if more > 0 else ""))
        box.setAccessibleName(label.text())
        for widget in (label, box):
            widget.setVisible(bool(names))

    def _fill(self) -> None:
        desk, t = self._desk, self._desk.texts
        self._names = category_names(desk)
        for group in order.groups(desk.state):
            self.group.addItem(group.name or t("Group"), group.id)
        self.group.setCurrentIndex(max(self.group.findData(desk.group_id), 0))
        for category in order.categories(desk.state):
            icon = symbol_icon(category.symbol, desk.theme.category(category.colour)[1])
            self.category.addItem(icon, t.category_one(category), category.id)
        for box, usual in (
            (self.new_groups, t("into the group chosen above")),
            (self.new_categories, t("into the category chosen above")),
        ):
            box.addItem(t("make them new"), "new")
            box.addItem(usual, "usual")
            box.addItem(t("leave out these rows"), "leave")

    def _arrange(self) -> None:
        t = self._desk.texts
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        ticks = QVBoxLayout()
        ticks.setSpacing(4)
        for tick in (self.headed, self.split, self.leave_known):
            ticks.addWidget(tick)
        grid.addLayout(ticks, 0, 0, 1, 2)
        for place, (box, words) in enumerate(
            (
                (self.group, t("Group, where a row names none")),
                (self.category, t("Category, where a row names none")),
                (self.new_groups, ""),
                (self.new_categories, ""),
            )
        ):
            label = self._words[box] = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setBuddy(box)
            box.setAccessibleName(words)
            row, column = divmod(place, 2)
            grid.addWidget(label, 2 * row + 1, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(box, 2 * row + 2, column)
            grid.setColumnStretch(column, 1)

    def _connect(self) -> None:
        for tick in (self.headed, self.split, self.leave_known):
            tick.toggled.connect(self._tell)
        for box in self._words:
            box.activated.connect(self._tell)

    def _tell(self, *_what: object) -> None:
        self.changed.emit()

    def _tick(self, name: str, words: str) -> Tick:
        tick = Tick(words, self)
        tick.setObjectName(name)
        tick.setAccessibleName(words)
        return tick

    def _box(self, name: str) -> QComboBox:
        box = ChoiceField(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(18)
        box.setIconSize(QSize(14, 14))
        return box


def _wish(box: QComboBox) -> Unknown:
    wish: Unknown = box.currentData()
    return wish
