"""Find and replace: over the whole workshop or one group, as one step."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.edits import Step
from ...domain.finding import Sought, find
from ...domain.records import Group
from ...domain.verbs.replacing import replace_words
from ..desk import Desk
from ..labels import announce
from ..safekeeping.parts import PlainRow, RowView, button, foot, label, take_room
from ..theme import Theme
from ..ticks import Choice, Tick, draw_box
from .places import BEFORE, PARTS, WHERE, Index, Parts, PlacesModel

MOST = 5000
"""So many places are shown and replaced at once."""
_PAUSE = 150
"""Milliseconds without typing after which is looked."""
_LONGEST = 300


class ReplaceSheet(QDialog):
    """Shows every place before and after; what is ticked is replaced by one step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._replaced = 0
        self._refusal = ""
        t = desk.texts
        self.setObjectName("replace-sheet")
        self.setWindowTitle(t("Find and replace"))
        self.old, self.new = _field("replace-old", t("Find")), _field("replace-new", t("Replace with"))
        self.case = Tick(t("Match capitals"))
        self.whole = Tick(t("Whole words only"))
        group = desk.state.get(Group, desk.group_id)
        name = (group.name if group is not None else "") or t("this group")
        self.everywhere = Choice(t("Whole workshop"))
        self.here = Choice(t("Only {group}", group=" ".join(name.split())).replace("&", "&&"))
        self.rows = PlacesModel(desk, self)
        self.view = RowView("replace-places", t("Places"), desk.theme)
        self.all = Tick(t("All"))
        self.said = label("", "said", "replace-said")
        self.close_button = button(t("Close"), "close-replace")
        self.go = button(t("Replace"), "replace", "primary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._arrange(has_group=group is not None)
        self._connect()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self._replaced:
            self._replaced -= 1
            self._desk.undo()
            self._say(self._desk.texts("Taken back."))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.old.hasFocus():
            self.new.setFocus()
        else:
            super().keyPressEvent(event)

    def _arrange(self, *, has_group: bool) -> None:
        t = self._desk.texts
        self.view.setModel(self.rows)
        self.view.setItemDelegate(_PlaceRow(self.view, self._desk.theme))
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        for column, width in ((WHERE, 230), (BEFORE, 270)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        for tick, key in ((self.case, "case"), (self.whole, "whole"), (self.all, "all")):
            tick.setObjectName(f"replace-{key}")
        for choice, key in ((self.everywhere, "everywhere"), (self.here, "here")):
            choice.setObjectName(f"replace-{key}")
        self.everywhere.setChecked(True)
        self.here.setVisible(has_group)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        for row, (words, field) in enumerate(((t("Find"), self.old), (t("Replace with"), self.new))):
            said = QLabel(words)
            said.setBuddy(field)
            fields.addWidget(said, row, 0)
            fields.addWidget(field, row, 1)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        for widget in (self.case, self.whole, self.everywhere, self.here):
            ways.addWidget(widget)
        ways.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(t("Find and replace"), "section"))
        layout.addLayout(fields)
        layout.addLayout(ways)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addLayout(foot([self.all], [self.close_button, self.go]))
        stops = (
            self.old, self.new, self.case, self.whole, self.everywhere, self.here,
            self.view, self.all, self.go, self.close_button,
        )  # fmt: skip
        for first, then in pairwise(stops):
            self.setTabOrder(first, then)
        take_room(self, 860, 600)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._look)
        self.old.textChanged.connect(self._wait)
        self.new.textChanged.connect(self._show_words)
        self.new.returnPressed.connect(self.view.setFocus)
        for choice in (self.case, self.whole, self.everywhere):
            choice.toggled.connect(self._look)
        self.rows.ticked.connect(self._offer)
        self.all.clicked.connect(self._tick_all)
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self._replace)
        self._desk.changed.connect(self._follow)
        self._desk.said.connect(self._hear)

    @property
    def sought(self) -> Sought:
        return Sought(self.old.text(), self.case.isChecked(), self.whole.isChecked())

    def _wait(self) -> None:
        self.go.setEnabled(False)
        self._pause.start()

    def _look(self) -> None:
        """Look for the words as they are asked for now."""
        self._find(anew=True)
        if not self.old.text():
            self._say("")
            return
        t, count = self._desk.texts, len(self.rows.places)
        if count >= MOST:
            words = t("The first {n} places are shown.", n=t.number(MOST))
        else:
            words = t.n("{n} place", "{n} places", count) if count else t("These words stand nowhere.")
        if any(group.hidden for group in self._desk.state.all(Group)):
            words = f"{words} {t('Cards of hidden groups are left out.')}"
        self._say(words)

    def _follow(self, _step: Step | None) -> None:
        """The workshop has changed; what was left out stays so."""
        self._find(anew=False)

    def _find(self, *, anew: bool) -> None:
        self._pause.stop()
        group = None if self.everywhere.isChecked() else self._desk.group_id
        places = find(self._desk.state, self.sought, group, most=MOST)
        self.rows.show_places(places, anew=anew)
        if places:
            self.view.setCurrentIndex(self.rows.index(0, WHERE))

    def _show_words(self) -> None:
        self.rows.show_words(self.new.text())

    def _tick_all(self) -> None:
        self.rows.tick_all(on=self.all.isChecked())

    def _offer(self) -> None:
        t, chosen = self._desk.texts, len(self.rows.chosen)
        self.all.setChecked(bool(chosen) and chosen == len(self.rows.places))
        self.all.setEnabled(bool(self.rows.places))
        self.go.setEnabled(bool(chosen) and not self._desk.store.read_only)
        self.go.setText(t.n("Replace {n} place", "Replace {n} places", chosen) if chosen else t("Replace"))

    def _replace(self) -> None:
        t, chosen = self._desk.texts, self.rows.chosen
        if self._pause.isActive():
            return
        self._refusal = ""
        if self._desk.do(replace_words, chosen, self.new.text()) is None:
            self._say(f"▲ {self._refusal}", kind="unsafe")
            return
        self._replaced += 1
        words = t.n("{n} place replaced.", "{n} places replaced.", len(chosen))
        self._say(f"{words} {t('{keys} takes that back.', keys=t.keys('Ctrl+Z'))}")
        self.old.setFocus()
        self.old.selectAll()

    def _hear(self, sentence: str) -> None:
        self._refusal = sentence

    def _say(self, words: str, kind: str = "said") -> None:
        self.said.setProperty("kind", kind)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(words)
        if words:
            announce(self.said, words)


class _PlaceRow(PlainRow):
    """Marks the words in their line, and draws boxes that are seen in any theme."""

    def __init__(self, view: RowView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        parts = index.data(PARTS)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        if isinstance(parts, Parts):
            whole.text = ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, self._view)
        if isinstance(parts, Parts):
            self._draw(painter, QRectF(option.rect).adjusted(11, 0, -8, 0), parts, whole)
        else:
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            box = QRectF(style.subElementRect(part, whole, self._view))
            state = index.data(Qt.ItemDataRole.CheckStateRole)
            draw_box(painter, box, checked=state in {Qt.CheckState.Checked, Qt.CheckState.Checked.value})

    def _draw(self, painter: QPainter, room: QRectF, parts: Parts, option: QStyleOptionViewItem) -> None:
        look, metrics = self._theme, option.fontMetrics
        painter.save()
        painter.setClipRect(room)
        painter.setFont(option.font)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        x = room.x()
        for text, is_match in ((parts.left, False), (parts.words, True), (parts.right, False)):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, round(room.right() - x)))
            wide = metrics.horizontalAdvance(shown)
            if is_match and shown:
                band = QRectF(x - 1, room.center().y() - metrics.height() / 2, wide + 2, metrics.height())
                painter.fillRect(band, QColor(look.warning))
                painter.fillRect(
                    QRectF(band.x(), band.bottom() - 2, band.width(), 2), QColor(look.warning_line)
                )
            painter.setPen(QColor(look.text if is_match else look.muted))
            painter.drawText(QRectF(x, room.y(), wide + 4, room.height()), int(middle), shown)
            x += wide
            if shown != text:
                break
        painter.restore()


def _field(name: str, words: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.setMaxLength(_LONGEST)
    return field
