"""All measures, a row each, under the names of their columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ...domain import measures
from ...domain.edits import Step
from ...domain.records import Id, Measure
from ...domain.verbs import measures as verbs
from ...texts import mark
from ..desk import Desk
from ..rows.inplace import INDENT
from ..rows.list import RowList
from ..rows.row import Row
from ..sections import Section, button, hint, quiet
from .dress import DUE_WIDTH, NARROW, NUMBER_WIDTH, STATUS_WIDTH, STRETCHES, row_sheet
from .outlook import Outlook
from .picker import PurposePicker
from .row import MeasureRow
from .saving import MeasureSaving

_FIRST, _MORE = 5, 2
"""So many rows are made at first, and then each time that the window has had its turn."""
_BREATH, _PAUSE = 150, 10
"""Milliseconds between the first rows and the next ones, in which the page is painted, and between those."""
_TOUCHING = ("measures", "answers", "results", "participants", "cards", "groups")
_HEADS = (
    ("", NUMBER_WIDTH, 0),
    (mark("What"), 0, STRETCHES["what"]),
    (mark("Responsible"), 0, STRETCHES["who"]),
    (mark("With"), 0, STRETCHES["with_whom"]),
    (mark("Until when"), DUE_WIDTH, 0),
    (mark("First result"), 0, STRETCHES["first_result"]),
    (mark("Status"), STATUS_WIDTH + 26, 0),
)


class _Area(QScrollArea):
    """As high as what is in it, where there is room for that."""

    def sizeHint(self) -> QSize:
        content = self.widget()
        return QSize(600, content.sizeHint().height() if content is not None else 40)


class MeasuresSection(Section):
    """The panel of the measures."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self.add_button = button(
            "add-measure",
            f"{t('+ Measure')}  {t.keys('Ins')}",
            t("Add a measure ({keys})", keys=t.keys("Ins")),
        )
        self._more = button(
            "measures-save", t("Calendar, table …"), t("Save measures for a calendar or as a table")
        )
        super().__init__("measures-panel", t("Measures"), self._more, self.add_button)
        self._desk = desk
        self._saving: MeasureSaving | None = None
        self._empty = hint("measures-empty")
        self._empty.setText(
            t("No measures yet. {keys} adds the first one: what is done, by whom, and until when.",
              keys=t.keys("Ins"))
        )  # fmt: skip
        self._heads = self._make_heads()
        self.list = RowList(desk, "measures-list", self.add_button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        self._outlook = Outlook(desk)
        column.addWidget(self._outlook)
        column.addStretch(1)
        self.area = _Area()
        self.area.setObjectName("measures-scroll")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        content.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setWidget(content)
        self.body.addWidget(self._heads)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.area, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_more)
        self._outlook.wanted.connect(self._go_to)
        self.add_button.clicked.connect(self._add)
        self._more.clicked.connect(self._open_menu)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(self._delete)
        self.list.passed.connect(self._pass)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches(*_TOUCHING):
            return
        others = step is None or step.edit.touches(*(table for table in _TOUCHING if table != "measures"))
        self._draw(None if step is None or others else set(step.edit.ids("measures")))

    def _draw(self, touched: set[Id] | None) -> None:
        """Show the measures that there are; of the rows that stay those that were touched, None for all."""
        row = measures.in_order(self._desk.state)
        new = self._show_rows([measure.id for measure in row])
        self._show_outlook(row)
        numbers = {measure.id: number for number, measure in enumerate(row, 1)}
        for shown in self.list.rows:
            assert isinstance(shown, MeasureRow)
            shown.number.setText(self._desk.texts.number(numbers[shown.id]))
            if touched is None or shown.id in touched or shown.id in new:
                shown.refresh()
        self._empty.setVisible(not row)
        self._more.setVisible(bool(row))
        self.area.setVisible(bool(row))
        self._arrange()
        self.area.updateGeometry()

    def _show_rows(self, ids: list[Id]) -> set[Id]:
        """Bring rows into view, and say which are new; where these are many, some come a little later."""
        known = {row.id for row in self.list.rows}
        missing = [id for id in ids if id not in known]
        at_once = _MORE if known else 1 if self.width() >= NARROW and len(missing) > _FIRST else _FIRST
        new = set(missing[:at_once])
        if len(missing) > len(new):
            self._later.start(_BREATH if not known else _PAUSE)
        self.list.show_rows([id for id in ids if id in known or id in new], self._make)
        return new

    def _show_more(self) -> None:
        self._draw(set())
        _lay_out()

    def _show_outlook(self, row: Sequence[Measure]) -> None:
        """Paint what has no row yet, where all rows are before it; elsewhere it comes by itself."""
        made = {shown.id for shown in self.list.rows}
        left = [(number, measure) for number, measure in enumerate(row, 1) if measure.id not in made]
        beside = self.width() >= NARROW and bool(left) and left[0][0] == len(made) + 1
        self._outlook.show_measures(left if beside else ())

    def _go_to(self, count: int, at: QPointF) -> None:
        """To what was pressed before it was there."""
        id = self._outlook.measures[count - 1][1].id
        while all(row.id != id for row in self.list.rows):
            self._draw(set())
        row = self.list.row(id)
        _lay_out()
        under = (f for f in row.fields if 0 <= f.mapFromGlobal(at.toPoint()).x() < f.width())
        next(under, row.fields[0]).setFocus(Qt.FocusReason.MouseFocusReason)

    def paint_icons(self) -> None:
        self.list.setStyleSheet(row_sheet(self._desk.theme))
        self.list.paint_icons()

    def add(self, card_ids: Collection[Id] = ()) -> None:
        """A new measure, for these cards, with the keyboard in it."""
        words = self._desk.texts("New measure")
        edit = self._desk.do(verbs.add_measure, words, card_ids=card_ids)
        if edit is not None:
            self.focus(edit.ids("measures")[0])

    def _add(self) -> None:
        self.add()

    def focus(self, id: Id) -> None:
        """Bring the keyboard to a measure."""
        if self._desk.state.get(Measure, id) is not None:
            while all(row.id != id for row in self.list.rows):
                self._draw(set())
            self.list.focus(id)
            self.area.ensureWidgetVisible(self.list.row(id), 0, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, t = self.width() < NARROW, self._desk.texts
        self.add_button.setText(t("+ Measure") if narrow else f"{t('+ Measure')}  {t.keys('Ins')}")
        for row in self.list.rows:
            if isinstance(row, MeasureRow):
                row.arrange(narrow=narrow)
        self._heads.setVisible(not narrow and bool(self.list.rows))

    def _make(self, id: Id) -> Row:
        row = MeasureRow(self._desk, id)
        row.linking.connect(self._pick)
        row.arrange(narrow=self.width() < NARROW)
        # Of the width that it will have: in narrow fields texts would be high, and all below jump.
        row.resize(self.list.width(), row.height())
        if (layout := row.layout()) is not None:
            layout.activate()
        return row

    def _make_heads(self) -> QWidget:
        """The names of the columns, each over its fields."""
        heads = QWidget()
        grid = QGridLayout(heads)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setHorizontalSpacing(2)
        for column, (word, width, share) in enumerate(_HEADS):
            head = quiet(self._desk.texts(word) if word else "")
            head.setContentsMargins(INDENT, 0, 0, 0)
            if width:
                head.setFixedWidth(width)
            else:
                head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                head.setMinimumWidth(24)
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, share)
        return heads

    def _pick(self, id: Id, beside: QWidget) -> None:
        PurposePicker(self._desk, id, self).show_below(beside)

    def _open_menu(self) -> None:
        t = self._desk.texts
        menu = QMenu(self)
        menu.setObjectName("measures-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in (("ics", t("For a calendar (.ics) …")), ("csv", t("As a table (.csv) …"))):
            menu.addAction(words).setObjectName(name)
        menu.triggered.connect(self._save)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _save(self, action: QAction) -> None:
        self._saving = self._saving or MeasureSaving(self._desk, self)
        self._saving.ask(action.objectName())

    def _pass(self, by: int) -> None:
        if by > 0:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(verbs.move_measure, id, place)

    def _delete(self, id: Id) -> None:
        t = self._desk.texts
        measure = self._desk.state.get(Measure, id)
        if measure is not None and self._desk.do(verbs.delete_measure, id) is not None:
            title = " ".join(measure.what.split())
            self._desk.say(
                t("{title} is deleted. {keys} brings it back.", title=t.quote(title), keys=t.keys("Ctrl+Z"))
            )


def _lay_out() -> None:
    """Fields find their height from their width, so rows jump until that has gone through all layouts."""
    for _ in range(6):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
