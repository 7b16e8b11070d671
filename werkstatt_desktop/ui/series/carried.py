"""The open measures of earlier workshops, with how far they are and the way to take them over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ...domain import series
from ...domain.edits import Step
from ...domain.recalling import Carried, Past
from ...domain.records import STATUSES, Id, Measure
from ...domain.verbs import measures as verbs
from ..desk import Desk
from ..lists import chip
from ..rows.inplace import INDENT
from ..sections import Section, button, hint, quiet
from ..theme import font
from .news import news_of
from .words import workshop_words

_TEXT, _SMALL = 15.0, 12.0
_AT_ONCE = 6
"""So many rows are shown, and so many more each time they are asked for."""


class CarriedRow(QWidget):
    """A measure of an earlier workshop. Its status is that of this workshop once it was taken over."""

    def __init__(self, desk: Desk, carried: Carried) -> None:
        super().__init__()
        self._desk, self._carried = desk, carried
        t, measure = desk.texts, carried.measure
        self.setObjectName(f"carried-{measure.id}")
        self._here = self._alone = False
        self._what = QLabel()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._what.setWordWrap(True)
        self._what.setText(measure.what)
        due = t("until {day}", day=t.short_date(measure.due)) if measure.due else ""
        self._facts = quiet(" · ".join(part for part in (carried.who, measure.with_whom, due) if part))
        self._facts.setWordWrap(True)
        if not self._facts.text():
            self._facts.hide()
        short = " ".join(measure.what.split())[:80]
        self.status = chip(f"carried-status-{measure.id}", "")
        self.status.setToolTip(t("How far it is; what is chosen here is taken over with it"))
        self.status.setMinimumWidth(104)
        self._spoken = short
        self.take = chip(f"carried-take-{measure.id}", t("Take over"))
        self.take.setAccessibleName(t("Take over: {what}", what=short))
        self.taken = quiet(f"✓ {t('taken over')}")
        grid = QGridLayout(self)
        grid.setContentsMargins(INDENT, 5, INDENT, 5)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._what, 0, 0)
        grid.addWidget(self._facts, 1, 0)
        grid.addWidget(self.status, 0, 1, 2, 1, top)
        grid.addWidget(self.take, 0, 2, 2, 1, top)
        grid.addWidget(self.taken, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        self.status.clicked.connect(self._open_statuses)
        self.take.clicked.connect(self._take)

    def refresh(self, here: Measure | None) -> None:
        """Show how far it is; `here` is what goes on with it in this workshop."""
        t = self._desk.texts
        words = t.status((here or self._carried.measure).status)
        self.status.setText(f"{words} ▾")
        self.status.setAccessibleName(t("Status of {what}: {status}", what=self._spoken, status=words))
        had_it = self.take.hasFocus()
        self._here = here is not None
        self._show_ways()
        if had_it and self._here:
            self.status.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_private(self, alone: bool) -> None:
        """Before the room there is nothing to take over."""
        self._alone = alone
        self._show_ways()

    def show_scale(self, scale: float) -> None:
        """Larger letters, so many times those at a desk."""
        self._what.setFont(font(_TEXT * scale))
        for label in (self._facts, self.taken, self.status, self.take):
            label.setStyleSheet(f"font-size: {round(_SMALL * scale)}px;")

    def _show_ways(self) -> None:
        self.take.setVisible(not self._here and not self._alone)
        self.taken.setVisible(self._here and not self._alone)

    def _take(self) -> None:
        self._desk.do(verbs.take_over, [self._carried])

    def _open_statuses(self) -> None:
        here = series.taken_over(self._desk.state).get(self._carried.measure.id)
        menu = QMenu(self)
        menu.setObjectName("carried-statuses")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in STATUSES:
            action = menu.addAction(self._desk.texts.status(status))
            action.setObjectName(status)
            action.setCheckable(True)
            action.setChecked((here or self._carried.measure).status == status)
        menu.triggered.connect(self._choose_status)
        menu.popup(self.status.mapToGlobal(QPoint(0, self.status.height())))

    def _choose_status(self, action: QAction) -> None:
        measure, who = self._carried
        here = series.taken_over(self._desk.state).get(measure.id)
        if here is not None:
            self._desk.do(verbs.edit_measure, here.id, status=action.objectName())
        else:
            self._desk.do(verbs.take_over, [(replace(measure, status=action.objectName()), who)])


class CarriedMeasures(Section):
    """The panel of them. With `last_only` those of the last workshop, and no panel where there are none.

    It reads the folder when it is shown, and hears of all changes itself. `resized`: it has other rows now.
    """

    resized = Signal()

    def __init__(self, desk: Desk, *, last_only: bool = False) -> None:
        t = desk.texts
        self._all = button("carried-all", t("Take over all"), t("Take over all that are still open"))
        title = t("Open measures of the last workshop") if last_only else t("Measures that are still open")
        super().__init__("carried", title, self._all)
        self._desk, self._last_only = desk, last_only
        self._scale, self._alone = 1.0, False
        self._news = news_of(desk)
        self._most = _AT_ONCE
        self._shown: list[tuple[Id, Carried]] = []
        self.rows: list[CarriedRow] = []
        self._headings: list[QLabel] = []
        self._empty = hint("carried-empty")
        self._content = QWidget()
        self._list = QVBoxLayout(self._content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._more = button("carried-more", "", kind="link")
        self.body.addWidget(self._empty)
        self.body.addWidget(self._content)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.clicked.connect(self._take_all)
        self._more.clicked.connect(self._show_more)
        self._news.changed.connect(self._hear)
        desk.changed.connect(self.refresh)
        if last_only:
            self.hide()
            self._news.look()

    @property
    def first(self) -> QWidget:
        """What gets the keyboard first."""
        return self.rows[0].status if self.rows else self._all

    def hide_private(self, alone: bool) -> None:
        """Before the room there is nothing to take over."""
        self._alone = alone
        for row in self.rows:
            row.hide_private(alone)
        self._draw()

    def show_scale(self, scale: float) -> None:
        """Larger letters, so many times those at a desk, but none smaller; at once, with their heights."""
        scale = max(1.0, scale)
        if scale == self._scale:
            return
        self._scale = scale
        for row in self.rows:
            row.show_scale(scale)
        for heading in self._headings:
            self._enlarge(heading)
        if self.rows:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _enlarge(self, heading: QLabel) -> None:
        heading.setStyleSheet(f"font-size: {round(_SMALL * self._scale)}px;")

    def refresh(self, step: Step | None) -> None:
        """Follow the workshop: what was taken over, and what series it belongs to."""
        if step is None or step.edit.touches("measures", "workshops"):
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._news.look()
        self._draw()

    def _hear(self) -> None:
        if not self._news.busy:
            self._draw()

    def _open(self) -> list[tuple[Past, Carried]]:
        found = series.still_open(self._news.earlier)
        if self._last_only:
            last = self._news.earlier[-1:]
            found = [(past, row) for past, row in found if past in last]
        return [(past, carried) for past, row in found for carried in row]

    def _draw(self) -> None:
        rows = self._open()
        here = series.taken_over(self._desk.state)
        shown = [(past.doc_id, carried) for past, carried in rows[: self._most]]
        others = shown != self._shown
        if others:
            self._show_rows(rows[: self._most])
            self._shown = shown
        for row, (_, carried) in zip(self.rows, shown, strict=True):
            row.refresh(here.get(carried.measure.id))
        t, rest = self._desk.texts, len(rows) - len(shown)
        self._more.setText(t.n("{n} more", "{n} more", rest))
        self._more.setVisible(rest > 0)
        left = any(carried.measure.id not in here for _, carried in rows)
        self._all.setVisible(left and not self._alone)
        self._empty.setText(self._why_empty())
        self._empty.setVisible(not rows)
        if self._last_only:
            self.setVisible(bool(rows))
        if others:
            self.resized.emit()

    def _show_rows(self, rows: list[tuple[Past, Carried]]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self._headings = [], []
        before: Past | None = None
        for past, carried in rows:
            if past is not before:
                before = past
                heading = quiet(workshop_words(past, self._desk.texts))
                heading.setContentsMargins(INDENT, 6, INDENT, 2)
                heading.setWordWrap(True)
                self._enlarge(heading)
                self._headings.append(heading)
                self._list.addWidget(heading)
            row = CarriedRow(self._desk, carried)
            row.show_scale(self._scale)
            row.hide_private(self._alone)
            self.rows.append(row)
            self._list.addWidget(row)

    def _why_empty(self) -> str:
        t = self._desk.texts
        if self._news.earlier:
            return t("All measures of the earlier workshops are done or go on in later ones.")
        return t("What is still open in earlier workshops of the series comes here.")

    def _show_more(self) -> None:
        self._most += _AT_ONCE
        self._draw()

    def _take_all(self) -> None:
        """One step, whatever is in view."""
        self._desk.do(verbs.take_over, [carried for _, carried in self._open()])
