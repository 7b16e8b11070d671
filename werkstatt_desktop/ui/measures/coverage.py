"""Obstacle, recommendation, measure: what is answered and what is not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListView, QMenu, QVBoxLayout, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.records import Group, Id
from ..bars import quiet_bars
from ..desk import Desk
from ..lists import chip
from ..sections import Section, hint
from .coverage_look import CoverageLook
from .coverage_rows import MEASURE, OBSTACLE, RECOMMENDATION, CoverageRows
from .dress import NARROW

_TOUCHING = (
    "cards",
    "links",
    "categories",
    "groups",
    "measures",
    "answers",
    "results",
    "sources",
    "clusters",
)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CoverageList(QListView):
    """Arrow keys walk over rows and their three boxes; Enter and a click lead to what a box shows.

    `card_wanted` carries a card, `measure_wanted` a measure, `measure_missing` the card for which a new
    measure is to be made.
    """

    card_wanted = Signal(str)
    measure_wanted = Signal(str)
    measure_missing = Signal(str)

    def __init__(self, desk: Desk, rows: CoverageRows) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        self.look = CoverageLook(desk, rows, self)
        self.setObjectName("coverage-list")
        self.setAccessibleName(desk.texts("Obstacle, recommendation, measure"))
        self.setModel(rows)
        self.setItemDelegate(self.look)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(120)
        self.viewport().setAutoFillBackground(False)

    def restyle(self) -> None:
        theme = self._desk.theme
        self.setStyleSheet(quiet_bars("QListView { background: transparent; border: none; }", theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        here = self.currentIndex().isValid()
        if key in _ENTER and here:
            self.lead()
        elif key in _SIDEWAYS and here and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(self.look.part + _SIDEWAYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Insert and here:
            self.measure_missing.emit(self._answering(self.currentIndex().row()))
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Insert}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
            self._go(self.look.part_at(QRectF(self.visualRect(index)), event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.lead()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.currentIndex().isValid():
            return
        t, row = self._desk.texts, self._rows.row(self.currentIndex().row())
        menu = QMenu(self)
        menu.setObjectName("coverage-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(t("Show obstacle on the board")).setObjectName("obstacle")
        if row.answered.recommendation is not None:
            menu.addAction(t("Show recommendation on the board")).setObjectName("recommendation")
        menu.addSeparator()
        menu.addAction(f"{t('New measure for it')}\t{t.keys('Ins')}").setObjectName("measure")
        menu.triggered.connect(self._run)
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        below = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.popup(event.globalPos() if mouse else below)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def lead(self) -> None:
        """To what the box with the keyboard shows; a gap leads to the obstacle, where a link is drawn."""
        answered = self._rows.row(self.currentIndex().row()).answered
        if self.look.part == MEASURE:
            if answered.measures:
                self.measure_wanted.emit(answered.measures[0].id)
            else:
                self._desk.say(
                    self._desk.texts("No measure yet. {keys} adds one.", keys=self._desk.texts.keys("Ins"))
                )
        elif self.look.part == RECOMMENDATION and answered.recommendation is not None:
            self.card_wanted.emit(answered.recommendation.id)
        else:
            self.card_wanted.emit(answered.obstacle.id)

    def _answering(self, place: int) -> Id:
        """The card that a new measure would carry out, or the obstacle where there is none."""
        answered = self._rows.row(place).answered
        return (answered.recommendation or answered.obstacle).id

    def _run(self, action: QAction) -> None:
        if action.objectName() == "measure":
            self.measure_missing.emit(self._answering(self.currentIndex().row()))
        else:
            self._go(OBSTACLE if action.objectName() == "obstacle" else RECOMMENDATION)
            self.lead()

    def _go(self, part: int) -> None:
        self.look.part = min(max(part, OBSTACLE), MEASURE)
        self.viewport().update()


class CoverageSection(Section):
    """The panel with the list, how much is open, and what of it is shown."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self._groups = chip("coverage-group", t("All groups"))
        self._only_open = chip("coverage-open", t("Only what is open"))
        self._only_open.setCheckable(True)
        self.count = QLabel()
        self.count.setObjectName("coverage-count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        super().__init__("coverage", t("Obstacle → recommendation → measure"), self._only_open, self._groups)
        self._desk = desk
        self._place_count()
        self.rows = CoverageRows(desk, self)
        self.list = CoverageList(desk, self.rows)
        self._empty = hint("coverage-empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)
        self._only_open.toggled.connect(self._filter)
        self._groups.clicked.connect(self._open_groups)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches(*_TOUCHING):
            return
        desk, t = self._desk, self._desk.texts
        if desk.state.get(Group, self.rows.group_id) is None:
            self.rows.group_id = None
        group = desk.state.get(Group, self.rows.group_id)
        name = group.name if group is not None else t("All groups")
        self._groups.setText(f"{name.replace('&', '&&')} ▾")
        self._groups.setAccessibleName(t("Group: {name}", name=name))
        self._groups.setVisible(desk.state.count(Group) > 1)
        kept = self._kept()
        if self.rows.refresh():
            place = self.rows.place_of(kept)
            if place >= 0:
                self.list.setCurrentIndex(self.rows.index(place))
        self.list.viewport().update()
        self._say_count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def paint_icons(self) -> None:
        self.list.restyle()
        self.count.setStyleSheet(f"color: {self._desk.theme.danger}; font-weight: 600;")

    def _kept(self) -> Id:
        index = self.list.currentIndex()
        return self.rows.row(index.row()).answered.obstacle.id if index.isValid() else ""

    def _say_count(self) -> None:
        t, rows = self._desk.texts, self.rows
        self.count.setText(
            t.n("{n} without recommendation yet", "{n} without recommendation yet", rows.open)
            if rows.open
            else ""
        )
        shown = rows.rowCount() > 0
        self._empty.setVisible(not shown)
        self.list.setVisible(shown)
        if rows.obstacles:
            self._empty.setText(t("Every obstacle has a recommendation and a measure."))
        else:
            self._empty.setText(
                t(
                    "No obstacles yet. They come from the page Collect; on the board, L draws a link from a"
                    " recommendation to the obstacle that it overcomes."
                )
            )

    def _place_count(self) -> None:
        """Beside the heading."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        head = layout.itemAt(0)
        assert isinstance(head, QHBoxLayout)
        heading = head.itemAt(0)
        title = heading.widget() if heading is not None else None
        assert isinstance(title, QLabel)
        self._head, self._heading = head, title
        head.insertWidget(1, self.count, 1)
        self._fit_head()

    def _fit_head(self) -> None:
        """Words are broken only where there is no room for one line; a label that may, would too soon."""
        narrow = self.width() < NARROW
        for label in (self._heading, self.count):
            label.setWordWrap(narrow)
        self._head.setStretch(0, 2 if narrow else 0)

    def _filter(self, on: bool) -> None:
        self.rows.only_open = on
        self.refresh(None)

    def _open_groups(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("coverage-groups")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = [("", self._desk.texts("All groups"))]
        groups += [(group.id, group.name) for group in order.groups(self._desk.state)]
        for id, name in groups:
            action = menu.addAction(name.replace("&", "&&"))
            action.setData(id)
            action.setCheckable(True)
            action.setChecked(id == (self.rows.group_id or ""))
        menu.triggered.connect(self._choose_group)
        menu.popup(self._groups.mapToGlobal(QPoint(0, self._groups.height())))

    def _choose_group(self, action: QAction) -> None:
        self.rows.group_id = str(action.data()) or None
        self.refresh(None)

    @property
    def first(self) -> QWidget:
        return self.list if self.list.isVisibleTo(self) else self._only_open
