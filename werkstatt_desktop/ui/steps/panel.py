"""Beside every page: the list of steps, from which one goes back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.edits import Step
from ...domain.errors import WerkstattError
from ...domain.records import Id
from ..desk import Desk
from ..safekeeping.parts import RowView, button, label
from ..safekeeping.work import WorkLine, Works
from ..theme import icon
from .journey import Journey
from .rows import StepRows

_WIDTH, _SIDE = 360, 16
_SOON_MS = 120
_MANY = 20
"""From so many steps on the way is shown, and can be left."""


class StepsPanel(QFrame):
    """`open` shows it with the keyboard in the list. `closed` asks the owner to hide it."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = desk.texts
        self._desk = desk
        self.setObjectName("steps")
        self.setProperty("kind", "side")
        self.setAccessibleName(t("List of steps"))
        self.setFixedWidth(_WIDTH)
        self._works = Works(self)
        self._reading = False
        self._stale = True
        self._telling = desk.store.telling()
        self._last = 0
        self._store = desk.store
        self.rows = StepRows(desk, self)
        self.view = RowView("steps-list", t("List of steps"), desk.theme)
        self.line = WorkLine(t, "steps-work", self)
        self.go = button(t("Back to this step"), "go-to-step", "primary")
        self.journey = Journey(desk, self)
        self._close = QToolButton()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._read)
        self.setFocusProxy(self.view)
        self._arrange()
        self._connect()
        self._offer()

    def open(self) -> None:
        """Show the panel; asked again while the user is in it, it wants to be closed."""
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self.closed.emit()
            return
        self.show()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, step: Step | None) -> None:
        """Look for new steps soon; a panel that is not shown does so when it is."""
        if step is None or step.edit.verb == "receive" or self._store is not self._desk.store:
            self._begin_anew()
        if not self.isVisible():
            self._stale = True
        elif not self.journey.under_way:
            self._soon.start()

    def jump(self) -> None:
        """Go to the step that is chosen: back to it, or forward to where it holds again."""
        row = self.view.currentIndex().row()
        step, standing = self.rows.step(row), self.rows.standing(row)
        if step is None or self.journey.under_way or self._desk.store.read_only:
            return
        if standing == "undone":
            self._travel(_up_to(self._telling.undone(), step.id, including=True), back=False)
        elif standing in {"done", "begun"} and not self.rows.is_now(row):
            self._travel(_up_to(self._telling.done(), step.id, including=False), back=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.journey.under_way:
            self.journey.stop()
        else:
            self.closed.emit()

    def _begin_anew(self) -> None:
        self._store = self._desk.store
        self._telling, self._last = self._store.telling(), 0

    def _read(self) -> None:
        if self._reading:
            self._soon.start()
            return
        self._reading = True
        if not self._last:
            self.line.show_busy(self._desk.texts("Reading the list of steps …"))
        store, after, telling = self._store, self._last, self._telling

        def read(_stop: Event) -> tuple[object, int]:
            entries, last = store.steps(after)
            telling.add(entries)
            return telling, last

        self._works.begin(read, self._show, self._fail)

    def _show(self, found: tuple[object, int]) -> None:
        self._reading = False
        telling, last = found
        if telling is not self._telling:
            self._soon.start()
            return
        chosen = self.rows.step(self.view.currentIndex().row())
        first = not self._last
        self._last = last
        self.rows.show_telling(self._telling)
        if first:
            self.line.fall_silent()
            self._fit_times()
        if chosen is None or first:
            self.view.setCurrentIndex(self.rows.index(max(self.rows.now_row, 0), 0))
        self._offer()

    def _fail(self, error: WerkstattError) -> None:
        self._reading = False
        self.line.show_trouble(self._desk.texts.sentence(error))

    def _travel(self, way: Sequence[Id], *, back: bool) -> None:
        if len(way) >= _MANY:
            t = self._desk.texts
            words = t("Going back …") if back else t("Going forward …")
            self.line.show_busy(words, can_stop=True)
            self.line.bar.setRange(0, len(way))
        self.journey.begin(way, back=back)
        self._offer()

    def _arrive(self) -> None:
        self.line.fall_silent()
        self.line.bar.setRange(0, 0)
        self._read()

    def _offer(self, *_change: object) -> None:
        """Say on the button what it does with the step that is chosen."""
        t, row = self._desk.texts, self.view.currentIndex().row()
        standing = self.rows.standing(row)
        here = self.rows.is_now(row)
        self.go.setText(t("Forward to this step") if standing == "undone" else t("Back to this step"))
        reachable = standing in {"done", "undone", "begun"} and not here and not self._desk.store.read_only
        if standing == "begun":
            reachable = reachable and self._reaches_beginning()
        self.go.setEnabled(reachable and not self.journey.under_way)

    def _reaches_beginning(self) -> bool:
        """Whether nothing lies between that cannot be taken back."""
        standings = self._telling.standings().values()
        return "fixed" not in standings and bool(self._telling.done())

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._dress)
        self.view.activated.connect(self.jump)
        self.view.selectionModel().currentChanged.connect(self._offer)
        self.go.clicked.connect(self.jump)
        self._close.clicked.connect(self.closed)
        self.line.stopped.connect(self.journey.stop)
        self.journey.went.connect(self.line.bar.setValue)
        self.journey.ended.connect(self._arrive)

    def _arrange(self) -> None:
        t = self._desk.texts
        self._close.setObjectName("steps-close")
        self._close.setProperty("kind", "small")
        self._close.setAccessibleName(t("Close the list of steps"))
        self._close.setToolTip(t("Close the list of steps"))
        self.view.setModel(self.rows)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._fit_times()
        head = QHBoxLayout()
        head.addWidget(label(t("List of steps"), "section"), 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, 18, _SIDE, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.line)
        layout.addWidget(self.go)
        self._dress()

    def _fit_times(self) -> None:
        widest = "23.09. 00:00" if self.rows.has_dates else "00:00"
        self.view.header().resizeSection(0, self.view.fontMetrics().horizontalAdvance(widest) + 26)

    def _dress(self) -> None:
        self._close.setIcon(icon("x", self._desk.theme.muted))


def _up_to(row: Sequence[Id], id: Id, *, including: bool) -> list[Id]:
    """The entries on a stack from its top to one of them; without it where it is not there all."""
    way: list[Id] = []
    for entry in reversed(row):
        if entry == id:
            return [*way, entry] if including else way
        way.append(entry)
    return way
