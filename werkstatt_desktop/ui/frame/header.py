"""The head of a workshop window: what is open, which group is in view, undo, redo and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.records import ProgrammeItem
from ...texts import mark
from ..desk import Desk
from ..labels import ElidedLabel
from ..theme import font, icon
from .group_tabs import GroupTabs

if TYPE_CHECKING:
    from ..run.chip import TimerChip

_STEPS = {
    "undo": (mark("Undo"), mark("Undo: {step}"), "Ctrl+Z"),
    "redo": (mark("Redo"), mark("Redo: {step}"), "Ctrl+Y"),
}
_TITLE, _TITLE_BESIDE_TABS = 200, 48
"""Pixels that the title has at least; beside the tabs of a page with less than that it is not shown."""
_WIDEST = 16_777_215
"""As wide as it likes."""


class Header(QFrame):
    """Emits `menu`, `alone` and `timer`; undo and redo go to the desk."""

    menu = Signal()
    alone = Signal()
    timer = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chip: TimerChip | None = None
        self.setProperty("kind", "header")
        self.setFixedHeight(52)
        t = desk.texts
        self.title, self.subtitle = ElidedLabel(), ElidedLabel()
        self.title.setObjectName("workshop-title")
        self.title.setFont(font(15, bold=True))
        self.title.setMinimumWidth(_TITLE)
        self.subtitle.setObjectName("workshop-subtitle")
        self.subtitle.setProperty("kind", "muted")
        self.tabs = GroupTabs(desk)
        self.strip: QWidget | None = None
        self.add_group = self._button("add-group", "plus", t("Add group"))
        self.undo = self._button("undo", "undo", t("Undo"))
        self.redo = self._button("redo", "redo", t("Redo"))
        self.full = self._button("page-alone", "maximize", t("This page alone"), "F11")
        self.more = self._button("menu", "menu", t("Menu"), "F10")
        self._arrange()
        for button in (self.undo, self.redo):
            button.setEnabled(False)
        self.add_group.clicked.connect(self._add_group)
        self.undo.clicked.connect(desk.undo)
        self.redo.clicked.connect(desk.redo)
        self.full.clicked.connect(self.alone)
        self.more.clicked.connect(self.menu)
        desk.look_changed.connect(self._paint)
        self._paint()

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("workshops"):
            facts = self._desk.state.workshop
            day = ", ".join(p for p in (facts.place, self._desk.texts.date(facts.date)) if p)
            self.title.show_text(facts.title)
            self.subtitle.show_text(" · ".join(p for p in (facts.series, day) if p))
            self.subtitle.setVisible(bool(facts.series or day))
        if step is None or step.edit.touches("programme"):
            self._show_timer()
        self.tabs.refresh(step)

    def show_steps(self) -> None:
        """Say what undo and redo would do. The first time this reads the end of the journal."""
        t = self._desk.texts
        store = self._desk.store
        for button, verb in ((self.undo, store.undo_verb), (self.redo, store.redo_verb)):
            plain, named, keys = _STEPS[button.objectName()]
            button.setEnabled(verb is not None)
            words = t(named, step=t.verb(verb)) if verb else t(plain)
            button.setToolTip(f"{words} ({t.keys(keys)})")
            button.setAccessibleName(words)

    def show_groups(self, shown: bool) -> None:
        """Whether the page in view is about one group."""
        self._segments.setVisible(shown)

    def show_strip(self, strip: QWidget | None) -> None:
        """The tabs of the page in view, where it has parts; they stand where those of the groups would."""
        if self.strip is not None:
            self.strip.hide()
        self.strip = strip
        self.title.setMinimumWidth(_TITLE if strip is None else 0)
        if strip is not None:
            layout = self.layout()
            assert isinstance(layout, QHBoxLayout)
            if layout.indexOf(strip) < 0:
                place = layout.indexOf(self._segments)
                layout.insertWidget(place, strip, 0, Qt.AlignmentFlag.AlignVCenter)
            strip.show()
        self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """Tabs of a page are cut only where no title is left: they are what one goes by."""
        most = _WIDEST
        if self.strip is not None:
            layout = self.layout()
            assert isinstance(layout, QHBoxLayout)
            beside = (self.strip, self.chip, self.undo, self.redo, self.full, self.more)
            others = [part for part in beside if part is not None and not part.isHidden()]
            edges = layout.contentsMargins()
            taken = sum(part.sizeHint().width() + layout.spacing() for part in others)
            room = self.width() - edges.left() - edges.right() - taken
            most = room if room >= _TITLE_BESIDE_TABS else 0
        for label in (self.title, self.subtitle):
            label.setMaximumWidth(most)

    def _show_timer(self) -> None:
        """The timer of what is on; on a day that has not begun there is not even a widget for it."""
        on = any(item.began_at and not item.ended_at for item in self._desk.state.all(ProgrammeItem))
        if self.chip is None and on:
            from ..run.chip import TimerChip

            self.chip = TimerChip(self._desk, self)
            self.chip.clicked.connect(self.timer)
            layout = self.layout()
            assert isinstance(layout, QHBoxLayout)
            layout.insertWidget(layout.indexOf(self.undo), self.chip)
        if self.chip is not None:
            self.chip.show_now()
            self._fit_title()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        self._segments = QFrame()
        self._segments.setProperty("kind", "segments")
        self.add_group.setProperty("kind", "small")
        inner = QHBoxLayout(self._segments)
        inner.setContentsMargins(1, 1, 5, 1)
        inner.setSpacing(2)
        inner.addWidget(self.tabs)
        inner.addWidget(self.add_group)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 4)
        layout.setSpacing(8)
        layout.addLayout(words)
        layout.addStretch(1)
        layout.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        for button in (self.undo, self.redo, self.full, self.more):
            layout.addWidget(button)

    def _paint(self) -> None:
        """Draw the icons in the colours of the theme."""
        theme = self._desk.theme
        for button in (self.add_group, self.undo, self.redo, self.full, self.more):
            button.setIcon(icon(str(button.property("picture")), theme.text))
        self.tabs.update()

    def _add_group(self) -> None:
        number = len(order.groups(self._desk.state)) + 1
        # Imported here: templates and all that goes with them are not needed for the first frame.
        from ...domain.verbs import setup

        edit = self._desk.do(setup.add_group, self._desk.texts("Group {number}", number=number))
        if edit is not None:
            self._desk.show_group(edit.ids("groups")[0])

    def _button(self, name: str, picture: str, label: str, keys: str = "") -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("picture", picture)
        button.setAccessibleName(label)
        button.setToolTip(f"{label} ({self._desk.texts.keys(keys)})" if keys else label)
        button.setIconSize(QSize(18, 18))
        return button
