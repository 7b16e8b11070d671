"""The bar above the board in which one searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....domain import dots, order
from ....domain.records import Group, Id
from ....domain.searching import MARKS, Wanted
from ....domain.state import State
from ....texts import MARKS as MARK_WORDS
from ....texts import Texts
from ...desk import Desk
from ...filters import FilterButton, Offer
from ...theme import icon, symbol_icon

LOOSE = "loose"
_LEAST_DOTS = (2, 3, 5, 10, 20)
_FIELD = 160
"""What the field has at least beside the filters, in pixels."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchBar(QFrame):
    """The field, the filters and the number of hits.

    `changed`: something else is wanted. `walked`: to the next hit (1) or the one before (-1). `jumped`:
    to a group. `left`: no more searching.
    """

    changed = Signal()
    walked = Signal(int)
    jumped = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.setObjectName("search-bar")
        self.setProperty("kind", "header")
        self.setAccessibleName(t("Search"))
        self.field = QLineEdit()
        self.field.setObjectName("search-field")
        self.field.setAccessibleName(t("Search on the board"))
        self.field.setPlaceholderText(t("Search on the board"))
        self.field.setMaxLength(200)
        self._glass = QAction(self.field)
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.categories = FilterButton("search-categories", t("Category"), self._category_offers)
        self.themes = FilterButton("search-themes", t("Theme"), self._theme_offers)
        self.marks = FilterButton("search-marks", t("Marks"), self._mark_offers)
        self.dots = FilterButton("search-dots", t("Dots"), self._dot_offers)
        self.count = QLabel()
        self.elsewhere = QToolButton()
        self.before = _step("search-before", t("Hit before"), t.keys("Shift+Enter"))
        self.after = _step("search-after", t("Next hit"), t.keys("Enter"))
        self.close_button = _step("search-close", t("End the search"), t.keys("Esc"))
        self._counted: tuple[State, int] | None = None
        self._menu = QMenu(self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._group = QWidget()
        self._filters = QHBoxLayout(self._group)
        self._beside: bool | None = None
        self._arrange()
        self.dress()
        self.field.textChanged.connect(self.changed)
        for button in (self.categories, self.themes, self.marks, self.dots):
            button.changed.connect(self.changed)
        self.before.clicked.connect(lambda: self.walked.emit(-1))
        self.after.clicked.connect(lambda: self.walked.emit(1))
        self.close_button.clicked.connect(self.left)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            text=self.field.text(),
            categories=self.categories.chosen,
            themes=self.themes.chosen - {LOOSE},
            loose=LOOSE in self.themes.chosen,
            marks=self.marks.chosen,
            dots=min(map(int, self.dots.chosen), default=0),
        )

    def clear(self) -> None:
        """Want nothing, without a word."""
        for button in (self.categories, self.themes, self.marks, self.dots):
            button.choose(frozenset())
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def tidy(self) -> None:
        """Give up filters by what is no longer there."""
        self.categories.tidy()
        self.themes.tidy()
        self.dots.tidy()
        self.dots.setVisible(bool(self._dot_offers()))
        self._fit()

    def show_count(self, words: str, *, some: bool) -> None:
        self.count.setText(words)
        for button in (self.before, self.after):
            button.setEnabled(some)

    def show_elsewhere(self, groups: Mapping[Id, tuple[str, int]]) -> None:
        """Name the other groups that have hits, with their names and how many."""
        t = self._desk.texts
        self._menu.clear()
        for id, (name, hits) in groups.items():
            words = " ".join(name.split()) or t("Group without name")
            action = self._menu.addAction(f"{words} ({t.number(hits)})".replace("&", "&&"))
            action.setData(id)
        total = sum(hits for _, hits in groups.values())
        words = t.n("{n} in other groups", "{n} in other groups", total)
        self.elsewhere.setText(f"{words} ▾")
        self.elsewhere.setAccessibleName(words)
        self.elsewhere.setVisible(bool(groups))
        self._fit()

    def dress(self) -> None:
        """Follow the theme."""
        look = self._desk.theme
        self._glass.setIcon(icon("search", look.muted))
        for button, name in (
            (self.before, "chevron-up"), (self.after, "chevron-down"), (self.close_button, "x"),
        ):  # fmt: skip
            button.setIcon(icon(name, look.muted))
        self.setStyleSheet(
            f"QToolButton[kind=filter] {{ padding: 5px 10px; }}"
            f"QToolButton[kind=filter]:focus {{ padding: 4px 9px; }}"
            f"QToolButton[chosen=true] {{ background: {look.soft}; color: {look.accent};"
            f" border-color: {look.accent}; font-weight: 600; }}"
        )

    def minimumSizeHint(self) -> QSize:
        """As narrow as the window; the filters give way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the parts of the bar leave to it: Enter and Esc hold in all of it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            self.walked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.field.setMinimumWidth(80)
        self.field.setMaximumWidth(380)
        self.count.setObjectName("search-count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.elsewhere.setObjectName("search-elsewhere")
        self.elsewhere.setProperty("kind", "filter")
        self.elsewhere.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.elsewhere.hide()
        self._menu.setObjectName("search-elsewhere-menu")
        self._menu.setAccessibleName(self._desk.texts("Other groups"))
        self._menu.triggered.connect(self._jump)
        self.elsewhere.setMenu(self._menu)
        parts = (self.categories, self.themes, self.marks, self.dots)
        self._filters.setContentsMargins(0, 0, 0, 0)
        self._filters.setSpacing(8)
        for part in (*parts, self.elsewhere):
            self._filters.addWidget(part)
        self._filters.addStretch(1)
        self._first.setSpacing(8)
        self._first.addWidget(self.field, 1)
        self._first.addWidget(self.count)
        self._first.addStretch(0)
        for button in (self.before, self.after, self.close_button):
            self._first.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 8, 12, 8)
        rows.setSpacing(8)
        rows.addLayout(self._first)
        rows.addLayout(self._second)
        self._place_filters(beside=True)
        stops = (self.field, *parts, self.elsewhere, self.before, self.after, self.close_button)
        for first, then in pairwise(stops):
            self.setTabOrder(first, then)

    def _fit(self) -> None:
        others = (self.count, self.before, self.after, self.close_button)
        wanted = sum(part.sizeHint().width() for part in (self._group, *others))
        self._place_filters(beside=wanted + _FIELD + 90 <= self.width())

    def _place_filters(self, *, beside: bool) -> None:
        """Beside the field where there is room, or else below it."""
        if beside != self._beside:
            self._beside = beside
            (self._second if beside else self._first).removeWidget(self._group)
            if beside:
                self._first.insertWidget(1, self._group, 3)
            else:
                self._second.addWidget(self._group)

    def _jump(self, action: QAction) -> None:
        self.jumped.emit(str(action.data()))

    def _category_offers(self) -> Sequence[Offer]:
        look, t = self._desk.theme, self._desk.texts
        return [
            Offer(c.id, t.category(c), symbol_icon(c.symbol, look.category(c.colour)[1]))
            for c in order.categories(self._desk.state)
        ]

    def _theme_offers(self) -> Sequence[Offer]:
        t, state = self._desk.texts, self._desk.state
        group = state.get(Group, self._desk.group_id)
        themes = order.clusters(state, group.id) if group is not None and not group.hidden else []
        named = [Offer(c.id, c.heading or t("Theme without heading")) for c in themes]
        if named:
            named[0] = named[0]._replace(apart=True)
        return [Offer(LOOSE, t("In no theme")), *named]

    def _dot_offers(self) -> Sequence[Offer]:
        """How many dots can be asked for; nothing where nothing has any."""
        t, state = self._desk.texts, self._desk.state
        # Asked for with every key, but other only after a step.
        if self._counted is None or self._counted[0] is not state:
            self._counted = state, max(dots.on_boards(state).values(), default=0)
        most = self._counted[1]
        least = [Offer(str(n), t("At least {n}", n=t.number(n))) for n in _LEAST_DOTS if n <= most]
        return [Offer("1", t("With dots")), *least] if most else []

    def _mark_offers(self) -> Sequence[Offer]:
        words = ((name, self._desk.texts(MARK_WORDS[name])) for name in MARKS)
        return [Offer(name, said[:1].upper() + said[1:]) for name, said in words]


def _step(name: str, words: str, key: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setProperty("kind", "small")
    button.setAccessibleName(words)
    button.setToolTip(f"{words} ({key})")
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def spoken(t: Texts, hits: int) -> str:
    """How many hits there are, in words."""
    return t.n("{n} hit", "{n} hits", hits) if hits else t("No hit")
