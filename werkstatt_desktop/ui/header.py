"""The head of a workshop window: what is open, which group is in view, undo, redo and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QTabBar, QToolButton, QVBoxLayout

from ..domain import order
from ..domain.edits import Step
from ..domain.verbs import cards, setup
from .desk import Desk
from .theme import font, icon

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

CARDS_MIME = "application/x-werkstatt-cards"
"""Dragged cards: their ids, one a line."""


class ElidedLabel(QLabel):
    """A line of plain text that ends with an ellipsis where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class GroupTabs(QTabBar):
    """One tab a group; cards dropped on a tab are handed over to that group."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[str] = []
        self._titles: list[str] = []
        self.setObjectName("group-tabs")
        self.setAccessibleName(desk.texts("Working groups"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAcceptDrops(True)
        self.currentChanged.connect(self._chosen)
        desk.group_changed.connect(self._show_current)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("groups"):
            return
        groups = order.groups(self._desk.state)
        ids, titles = [g.id for g in groups], [g.name or self._desk.texts("Group") for g in groups]
        if (ids, titles) != (self._ids, self._titles):
            self._ids, self._titles = ids, titles
            self.blockSignals(True)
            while self.count():
                self.removeTab(0)
            for title in titles:
                self.addTab(title.replace("&", "&&"))
            self.blockSignals(False)
        self._show_current()

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        return QSize(min(hint.width(), 220), hint.height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARDS_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.tabAt(event.position().toPoint()) >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        if place < 0:
            return
        ids = bytes(event.mimeData().data(CARDS_MIME).data()).decode().split()
        event.acceptProposedAction()
        self._desk.do(cards.hand_over_cards, ids, self._ids[place])

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self._desk.show_group(self._ids[place])

    def _show_current(self) -> None:
        if self._desk.group_id in self._ids:
            self.setCurrentIndex(self._ids.index(self._desk.group_id))


class Header(QFrame):
    """Emits `menu` and `alone`; undo and redo go to the desk."""

    menu = Signal()
    alone = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "header")
        self.setFixedHeight(52)
        t = desk.texts
        self._title, self._subtitle = ElidedLabel(), ElidedLabel()
        self._title.setFont(font(15, bold=True))
        self._subtitle.setProperty("kind", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self.tabs = GroupTabs(desk)
        self.add_group = self._button("add-group", "plus", t("Add group"))
        self.undo = self._button("undo", "undo", t("Undo"))
        self.redo = self._button("redo", "redo", t("Redo"))
        self.full = self._button("page-alone", "maximize", f"{t('This page alone')} (F11)")
        self.more = self._button("menu", "menu", f"{t('Menu')} (F10)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 4)
        layout.setSpacing(8)
        layout.addLayout(words, 3)
        layout.addWidget(self.tabs, 4)
        for button in (self.add_group, self.undo, self.redo, self.full, self.more):
            layout.addWidget(button)
        self.add_group.clicked.connect(self._add_group)
        self.undo.clicked.connect(desk.undo)
        self.redo.clicked.connect(desk.redo)
        self.full.clicked.connect(self.alone)
        self.more.clicked.connect(self.menu)

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("workshops"):
            facts = self._desk.state.workshop
            day = ", ".join(p for p in (facts.place, self._desk.texts.date(facts.date)) if p)
            self._title.show_text(facts.title)
            self._subtitle.show_text(" · ".join(p for p in (facts.series, day) if p))
        self.tabs.refresh(step)

    def show_steps(self) -> None:
        """Say what undo and redo would do."""
        t = self._desk.texts
        for button, verb, plain, named, keys in (
            (self.undo, self._desk.store.undo_verb, t("Undo"), "Undo: {step}", "Ctrl+Z"),
            (self.redo, self._desk.store.redo_verb, t("Redo"), "Redo: {step}", "Ctrl+Y"),
        ):
            button.setEnabled(verb is not None)
            words = t(named, step=t.verb(verb)) if verb else plain
            button.setToolTip(f"{words} ({t.keys(keys)})")
            button.setAccessibleName(words)

    def show_groups(self, shown: bool) -> None:
        """Whether the page in view is about one group."""
        self.tabs.setVisible(shown)
        self.add_group.setVisible(shown)

    def paint_icons(self) -> None:
        """Draw the icons in the colours of the theme; the window asks for it once it is painted."""
        for button in (self.add_group, self.undo, self.redo, self.full, self.more):
            button.setIcon(icon(str(button.property("icon-name")), self._desk.theme.text))

    def _add_group(self) -> None:
        number = len(order.groups(self._desk.state)) + 1
        edit = self._desk.do(setup.add_group, self._desk.texts("Group {number}", number=number))
        if edit is not None:
            self._desk.show_group(edit.ids("groups")[0])

    def _button(self, name: str, picture: str, label: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("icon-name", picture)
        button.setAccessibleName(label)
        button.setToolTip(label)
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(36, 34)
        return button
